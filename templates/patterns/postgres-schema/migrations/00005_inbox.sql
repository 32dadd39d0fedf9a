-- +goose Up
CREATE TABLE inbox (
    -- The group of handlers: each handles a message once.
    consumer text NOT NULL,
    message_id text NOT NULL,
    handled_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (consumer, message_id)
);

CREATE INDEX inbox_handled_at ON inbox (handled_at);

-- +goose Down
DROP TABLE inbox;
