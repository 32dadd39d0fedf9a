-- +goose Up
CREATE TABLE sagas (
    id uuid PRIMARY KEY,
    kind text NOT NULL,
    state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'compensating', 'completed', 'compensated')),
    -- The names of the steps with which it began.
    steps text[] NOT NULL,
    -- How many steps are done, or are to be undone.
    step integer NOT NULL DEFAULT 0,
    data jsonb NOT NULL,
    -- Attempts at the step, counted when they begin.
    attempts integer NOT NULL DEFAULT 0,
    -- Why it is undone, and why the last attempt failed.
    failure text,
    problem text,
    -- When somebody may work on it; null at its end.
    due_at timestamptz DEFAULT now(),
    deadline timestamptz NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX sagas_due_at ON sagas (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX sagas_ended ON sagas (updated_at) WHERE due_at IS NULL;

-- +goose Down
DROP TABLE sagas;
