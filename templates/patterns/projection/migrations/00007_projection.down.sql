DROP TABLE counts;
DROP TABLE projected;
DROP FUNCTION count_projected();
DROP TABLE projections;
