export { packsWithProfile, readProfile } from './packsWithProfile';
