// What is committed as the output of sqlc is what the real sqlc writes.
import { testSqlcOutput } from './sqlcOutput';

testSqlcOutput(30);
