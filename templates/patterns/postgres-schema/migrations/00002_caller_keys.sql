-- +goose Up
CREATE TABLE caller_keys (
    -- What everyone may see of a key.
    prefix text PRIMARY KEY,
    -- SHA-256 of the whole key, which is random enough for it.
    hash bytea NOT NULL CONSTRAINT caller_keys_hash_length CHECK (octet_length(hash) = 32),
    -- Whose key it is.
    name text NOT NULL,
    scopes text[] NOT NULL,
    roles text[] NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz,
    last_used_at timestamptz
);

-- +goose Down
DROP TABLE caller_keys;
