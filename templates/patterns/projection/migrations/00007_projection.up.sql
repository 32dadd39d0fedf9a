CREATE TABLE projections (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    state text NOT NULL CHECK (state IN ('building', 'current', 'retired')),
    -- How far the tables are read: the resource, and its last row.
    resource text NOT NULL DEFAULT '',
    after uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
    begun_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    finished_at timestamptz
);

-- One is shown, and at most one is built beside it.
CREATE UNIQUE INDEX projections_state ON projections (state) WHERE state <> 'retired';

-- What each projection knows of each row.
CREATE TABLE projected (
    projection bigint NOT NULL REFERENCES projections (id) ON DELETE CASCADE,
    id uuid NOT NULL,
    resource text NOT NULL,
    version bigint NOT NULL DEFAULT 0,
    -- What it is counted by; null when it is deleted, for events that are late.
    fields jsonb,
    applied_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (projection, id)
);

CREATE INDEX projected_deleted ON projected (applied_at) WHERE fields IS NULL;

CREATE TABLE counts (
    projection bigint NOT NULL REFERENCES projections (id) ON DELETE CASCADE,
    resource text NOT NULL,
    -- Empty where all are counted.
    field text NOT NULL,
    value text NOT NULL,
    count bigint NOT NULL,
    PRIMARY KEY (projection, resource, field, value)
);

-- Counts follow what is known of rows, whoever changes that. They are changed in one
-- order, so that two who change the same ones do not wait for each other in a circle.
CREATE FUNCTION count_projected() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO counts (projection, resource, field, value, count)
    SELECT projection, resource, key, value, sum(change) FROM (
        SELECT projection, resource, fields, 1 AS change FROM known_after
        UNION ALL
        SELECT projection, resource, fields, -1 FROM known_before
    ) AS changes, jsonb_each_text(fields)
    GROUP BY projection, resource, key, value HAVING sum(change) <> 0
    ORDER BY projection, resource, key, value
    ON CONFLICT (projection, resource, field, value) DO UPDATE SET count = counts.count + excluded.count;
    RETURN NULL;
END;
$$;

CREATE TRIGGER projected_count AFTER UPDATE ON projected
    REFERENCING OLD TABLE AS known_before NEW TABLE AS known_after
    FOR EACH STATEMENT EXECUTE FUNCTION count_projected();
