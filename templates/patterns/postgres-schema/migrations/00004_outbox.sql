-- +goose Up

CREATE TABLE outbox (
    -- Grows in the order in which the changes of one row were made; not in that of commits.
    sequence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    topic text NOT NULL,
    key text NOT NULL,
    type text NOT NULL,
    header jsonb NOT NULL,
    body jsonb NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- Null while the event waits.
    sent_at timestamptz,
    -- Why the broker will never take it.
    failure text
);

CREATE INDEX outbox_waiting ON outbox (sequence) WHERE sent_at IS NULL AND failure IS NULL;
CREATE INDEX outbox_refused ON outbox (sequence) WHERE failure IS NOT NULL;
CREATE INDEX outbox_sent_at ON outbox (sent_at) WHERE sent_at IS NOT NULL;

-- Records the change of a row, whoever makes it: a request, a batch, or the deletion
-- of what the row refers to. Its arguments are the topic, the name of the resource,
-- and the columns whose numbers are text in JSON, so that no digit is lost.
-- +goose StatementBegin
CREATE FUNCTION record_change() RETURNS trigger LANGUAGE plpgsql SET timezone = 'UTC' AS $$
DECLARE
    change text := 'updated';
    state jsonb;
BEGIN
    IF TG_OP = 'INSERT' THEN
        change := 'created';
    ELSIF OLD.deleted_at IS NOT NULL THEN
        RETURN NULL; -- It was told of when the row was deleted.
    END IF;
    IF TG_OP = 'DELETE' THEN
        change := 'deleted';
        state := to_jsonb(OLD) || jsonb_build_object('version', OLD.version + 1, 'deleted_at', clock_timestamp());
    ELSE
        state := to_jsonb(NEW);
        IF NEW.deleted_at IS NOT NULL THEN
            change := 'deleted';
        END IF;
    END IF;
    FOR i IN 2 .. TG_NARGS - 1 LOOP
        state := jsonb_set(state, ARRAY[TG_ARGV[i]], COALESCE(to_jsonb(state ->> TG_ARGV[i]), 'null'));
    END LOOP;
    INSERT INTO outbox (topic, key, type, header, body) VALUES (
        TG_ARGV[0], state ->> 'id', TG_ARGV[1] || '.' || change || '.v1',
        COALESCE(NULLIF(current_setting('outbox.header', true), ''), '{}')::jsonb, state
    );
    RETURN NULL;
END;
$$;
-- +goose StatementEnd

CREATE TRIGGER sample_things_changes AFTER INSERT OR UPDATE OR DELETE ON sample_things FOR EACH ROW
    EXECUTE FUNCTION record_change('sample-service.sample-thing', 'sample-thing', 'amount');

-- +goose Down

DROP TRIGGER sample_things_changes ON sample_things;
DROP FUNCTION record_change();
DROP TABLE outbox;
