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

CREATE TABLE customers (
    id uuid NOT NULL,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    deleted_at timestamptz,
    email text NOT NULL,
    name text NOT NULL,
    CONSTRAINT customers_pkey PRIMARY KEY (id),
    CONSTRAINT customers_email_check CHECK (char_length(email) BETWEEN 1 AND 255 AND email LIKE '_%@_%'),
    CONSTRAINT customers_name_check CHECK (char_length(name) BETWEEN 1 AND 200)
);

COMMENT ON TABLE customers IS 'Customers. Rows with deleted_at are deleted.';
COMMENT ON COLUMN customers.id IS 'UUID version 7, made by the service.';
COMMENT ON COLUMN customers.version IS 'Grows with each change; the ETag of the API.';
COMMENT ON COLUMN customers.deleted_at IS 'Time of the deletion, null while the row lives.';

CREATE TABLE orders (
    id uuid NOT NULL,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    deleted_at timestamptz,
    number text NOT NULL,
    status text NOT NULL DEFAULT 'draft',
    total numeric(12, 2) NOT NULL,
    currency text NOT NULL,
    customer_id uuid NOT NULL,
    placed_at timestamptz,
    tags text[] NOT NULL DEFAULT '{}',
    note text,
    CONSTRAINT orders_pkey PRIMARY KEY (id),
    CONSTRAINT orders_number_check CHECK (char_length(number) BETWEEN 1 AND 20),
    CONSTRAINT orders_status_check CHECK (status IN ('draft', 'paid', 'shipped', 'cancelled')),
    CONSTRAINT orders_total_check CHECK (total >= 0),
    CONSTRAINT orders_currency_check CHECK (char_length(currency) BETWEEN 3 AND 3),
    CONSTRAINT orders_tags_check CHECK (cardinality(tags) <= 20),
    CONSTRAINT orders_note_check CHECK (char_length(note) <= 500)
);

COMMENT ON TABLE orders IS 'Orders. Rows with deleted_at are deleted.';
COMMENT ON COLUMN orders.id IS 'UUID version 7, made by the service.';
COMMENT ON COLUMN orders.version IS 'Grows with each change; the ETag of the API.';
COMMENT ON COLUMN orders.deleted_at IS 'Time of the deletion, null while the row lives.';

-- References come after all tables, so that they may point in any direction.
ALTER TABLE orders ADD CONSTRAINT orders_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers (id);

-- Values of deleted rows may be used again.
CREATE UNIQUE INDEX customers_email_key ON customers (email) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX orders_number_key ON orders (number) WHERE deleted_at IS NULL;

-- Lists are read by time or by id; both ways round.
CREATE INDEX customers_created_at_idx ON customers (created_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX orders_created_at_idx ON orders (created_at DESC, id DESC) WHERE deleted_at IS NULL;

-- Lists of what has one reference or value are read by time or by id too.
CREATE INDEX orders_status_idx ON orders (status, created_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX orders_status_by_id ON orders (status, id) WHERE deleted_at IS NULL;
CREATE INDEX orders_customer_id_idx ON orders (customer_id, created_at DESC, id DESC);
CREATE INDEX orders_customer_id_by_id ON orders (customer_id, id) WHERE deleted_at IS NULL;

-- Lists are sorted by values, with and without such a filter.
CREATE INDEX customers_name_sort ON customers (name, id) WHERE deleted_at IS NULL;
CREATE INDEX orders_total_sort ON orders (total, id) WHERE deleted_at IS NULL;
CREATE INDEX orders_status_by_total ON orders (status, total, id) WHERE deleted_at IS NULL;
CREATE INDEX orders_customer_id_by_total ON orders (customer_id, total, id) WHERE deleted_at IS NULL;

CREATE TRIGGER customers_updated_at BEFORE UPDATE ON customers FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER orders_updated_at BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION set_updated_at();

-- A foreign key does not see that a row is deleted, so these triggers do. What
-- refers locks what it refers to against deletion until it is committed.
-- +goose StatementBegin
CREATE FUNCTION orders_customer_id_live() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM customers WHERE id = NEW.customer_id AND deleted_at IS NULL FOR KEY SHARE;
    IF NOT FOUND THEN
        RAISE foreign_key_violation USING
            MESSAGE = 'orders.customer_id refers to a row of customers that does not exist',
            CONSTRAINT = 'orders_customer_id_fkey';
    END IF;
    RETURN NEW;
END;
$$;
-- +goose StatementEnd

CREATE TRIGGER orders_customer_id_live BEFORE INSERT OR UPDATE OF customer_id ON orders FOR EACH ROW
    WHEN (NEW.customer_id IS NOT NULL AND NEW.deleted_at IS NULL) EXECUTE FUNCTION orders_customer_id_live();

-- +goose StatementBegin
CREATE FUNCTION orders_customer_id_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM customers WHERE id = OLD.id FOR UPDATE;
    IF EXISTS (SELECT 1 FROM orders WHERE customer_id = OLD.id AND deleted_at IS NULL) THEN
        RAISE restrict_violation USING
            MESSAGE = 'a row of customers is referred to by orders.customer_id',
            CONSTRAINT = 'orders_customer_id_fkey';
    END IF;
    RETURN NEW;
END;
$$;
-- +goose StatementEnd

CREATE TRIGGER orders_customer_id_refuse BEFORE UPDATE OF deleted_at ON customers FOR EACH ROW
    WHEN (OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL) EXECUTE FUNCTION orders_customer_id_refuse();

-- +goose Down

DROP TABLE orders, customers;
DROP FUNCTION orders_customer_id_refuse();
DROP FUNCTION orders_customer_id_live();
DROP FUNCTION set_updated_at();
