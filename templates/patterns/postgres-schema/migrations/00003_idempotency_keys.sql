-- +goose Up
CREATE TABLE idempotency_keys (
    -- Who sent the key, and to which route: keys of others are other keys.
    caller text NOT NULL,
    route text NOT NULL,
    key text NOT NULL,
    -- SHA-256 of the request.
    request bytea NOT NULL,
    -- The answer, null while the first request with the key is under way.
    status integer,
    header jsonb,
    body bytea,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (caller, route, key)
);

CREATE INDEX idempotency_keys_expires_at ON idempotency_keys (expires_at);

-- +goose Down
DROP TABLE idempotency_keys;
