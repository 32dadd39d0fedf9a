DROP TABLE caller_keys;
