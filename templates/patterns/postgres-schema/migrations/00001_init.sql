-- +goose Up

-- Sets updated_at, whoever changes a row.
-- +goose StatementBegin
CREATE FUNCTION set_updated_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.updated_at := clock_timestamp();
    RETURN NEW;
END;
$$;
-- +goose StatementEnd

CREATE TABLE sample_things (
    id uuid NOT NULL,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    deleted_at timestamptz,
    name text NOT NULL,
    kind text NOT NULL DEFAULT 'small',
    amount numeric(12, 2) NOT NULL,
    count bigint,
    ready boolean NOT NULL,
    at timestamptz,
    labels text[] NOT NULL DEFAULT '{}',
    parent_id uuid,
    CONSTRAINT sample_things_pkey PRIMARY KEY (id),
    CONSTRAINT sample_things_name_check CHECK (char_length(name) BETWEEN 1 AND 200),
    CONSTRAINT sample_things_kind_check CHECK (kind IN ('small', 'large')),
    CONSTRAINT sample_things_amount_check CHECK (amount >= 0),
    CONSTRAINT sample_things_count_check CHECK (count BETWEEN 0 AND 1000),
    CONSTRAINT sample_things_labels_check CHECK (cardinality(labels) <= 20)
);

COMMENT ON TABLE sample_things IS 'Sample things. Rows with deleted_at are deleted.';
COMMENT ON COLUMN sample_things.id IS 'UUID version 7, made by the service.';
COMMENT ON COLUMN sample_things.version IS 'Grows with each change; the ETag of the API.';
COMMENT ON COLUMN sample_things.deleted_at IS 'Time of the deletion, null while the row lives.';

-- References come after all tables, so that they may point in any direction.
ALTER TABLE sample_things ADD CONSTRAINT sample_things_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES sample_things (id);

-- Values of deleted rows may be used again.
CREATE UNIQUE INDEX sample_things_name_key ON sample_things (name) WHERE deleted_at IS NULL;

-- Lists are read by time or by id; both ways round.
CREATE INDEX sample_things_created_at_idx ON sample_things (created_at DESC, id DESC) WHERE deleted_at IS NULL;

-- Lists of what has one reference or value are read by time or by id too.
CREATE INDEX sample_things_kind_idx ON sample_things (kind, created_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX sample_things_kind_by_id ON sample_things (kind, id) WHERE deleted_at IS NULL;
CREATE INDEX sample_things_parent_id_idx ON sample_things (parent_id, created_at DESC, id DESC);
CREATE INDEX sample_things_parent_id_by_id ON sample_things (parent_id, id) WHERE deleted_at IS NULL;

-- Lists are sorted by values, with and without such a filter.
CREATE INDEX sample_things_name_sort ON sample_things (name, id) WHERE deleted_at IS NULL;
CREATE INDEX sample_things_kind_by_name ON sample_things (kind, name, id) WHERE deleted_at IS NULL;
CREATE INDEX sample_things_parent_id_by_name ON sample_things (parent_id, name, id) WHERE deleted_at IS NULL;
CREATE INDEX sample_things_amount_sort ON sample_things (amount, id) WHERE deleted_at IS NULL;
CREATE INDEX sample_things_kind_by_amount ON sample_things (kind, amount, id) WHERE deleted_at IS NULL;
CREATE INDEX sample_things_parent_id_by_amount ON sample_things (parent_id, amount, id) WHERE deleted_at IS NULL;

CREATE TRIGGER sample_things_updated_at BEFORE UPDATE ON sample_things FOR EACH ROW EXECUTE FUNCTION set_updated_at();

-- A foreign key does not see that a row is deleted, so these triggers do. What
-- refers locks what it refers to against deletion until it is committed.
-- +goose StatementBegin
CREATE FUNCTION sample_things_parent_id_live() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM sample_things WHERE id = NEW.parent_id AND deleted_at IS NULL FOR KEY SHARE;
    IF NOT FOUND THEN
        RAISE foreign_key_violation USING
            MESSAGE = 'sample_things.parent_id refers to a row of sample_things that does not exist',
            CONSTRAINT = 'sample_things_parent_id_fkey';
    END IF;
    RETURN NEW;
END;
$$;
-- +goose StatementEnd

CREATE TRIGGER sample_things_parent_id_live BEFORE INSERT OR UPDATE OF parent_id ON sample_things FOR EACH ROW
    WHEN (NEW.parent_id IS NOT NULL AND NEW.deleted_at IS NULL) EXECUTE FUNCTION sample_things_parent_id_live();

-- +goose StatementBegin
CREATE FUNCTION sample_things_parent_id_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM sample_things WHERE id = OLD.id FOR UPDATE;
    IF EXISTS (SELECT 1 FROM sample_things WHERE parent_id = OLD.id AND deleted_at IS NULL AND id <> OLD.id) THEN
        RAISE restrict_violation USING
            MESSAGE = 'a row of sample_things is referred to by sample_things.parent_id',
            CONSTRAINT = 'sample_things_parent_id_fkey';
    END IF;
    RETURN NEW;
END;
$$;
-- +goose StatementEnd

CREATE TRIGGER sample_things_parent_id_refuse BEFORE UPDATE OF deleted_at ON sample_things FOR EACH ROW
    WHEN (OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL) EXECUTE FUNCTION sample_things_parent_id_refuse();

-- +goose Down

DROP TABLE sample_things;
DROP FUNCTION sample_things_parent_id_refuse();
DROP FUNCTION sample_things_parent_id_live();
DROP FUNCTION set_updated_at();
