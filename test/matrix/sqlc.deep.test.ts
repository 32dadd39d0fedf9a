// As sqlc.test.ts, for more schemas.
import { testSqlcOutput } from './sqlcOutput';

testSqlcOutput(200);
