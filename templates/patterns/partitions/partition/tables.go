package partition

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// tablesOf lists the tables of the search path that are partitioned by ranges of id.
func tablesOf(ctx context.Context, conn *pgx.Conn) ([]string, error) {
	rows, err := conn.Query(ctx, `
		SELECT c.relname FROM pg_partitioned_table p
		JOIN pg_class c ON c.oid = p.partrelid
		JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = p.partattrs[0]
		WHERE p.partstrat = 'r' AND p.partnatts = 1 AND a.attname = 'id' AND a.atttypid = 'uuid'::regtype
			AND pg_table_is_visible(c.oid)
		ORDER BY c.relname`)
	if err != nil {
		return nil, fmt.Errorf("list partitioned tables: %w", err)
	}
	tables, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return nil, fmt.Errorf("list partitioned tables: %w", err)
	}
	return tables, nil
}

// partitionsOf lists the partitions of a table, and which of them is the default.
func partitionsOf(ctx context.Context, conn *pgx.Conn, table string) (names []string, standard string, err error) {
	rows, err := conn.Query(ctx, `
		SELECT c.relname, pg_get_expr(c.relpartbound, c.oid) = 'DEFAULT' FROM pg_inherits i
		JOIN pg_class c ON c.oid = i.inhrelid
		WHERE i.inhparent = $1::text::regclass`, pgx.Identifier{table}.Sanitize())
	if err != nil {
		return nil, "", fmt.Errorf("list partitions: %w", err)
	}
	var name string
	var isDefault bool
	_, err = pgx.ForEachRow(rows, []any{&name, &isDefault}, func() error {
		if isDefault {
			standard = name
			return nil
		}
		names = append(names, name)
		return nil
	})
	if err != nil {
		return nil, "", fmt.Errorf("list partitions: %w", err)
	}
	return names, standard, nil
}

// monthsOf returns the months that have a partition. Partitions with names of
// others' making are left alone.
func monthsOf(ctx context.Context, conn *pgx.Conn, table string) (map[month]bool, error) {
	names, _, err := partitionsOf(ctx, conn, table)
	if err != nil {
		return nil, err
	}
	months := map[month]bool{}
	for _, name := range names {
		suffix := name[max(0, len(name)-len(suffixForm)):]
		at, err := time.Parse(suffixForm, suffix)
		if err == nil && monthOf(at).partitionOf(table) == name {
			months[monthOf(at)] = true
		}
	}
	return months, nil
}

// create makes the partition of a month. Rows of the month that are in the
// default partition move over.
func create(ctx context.Context, conn *pgx.Conn, table string, m month) error {
	parent, partition := pgx.Identifier{table}.Sanitize(), pgx.Identifier{m.partitionOf(table)}.Sanitize()
	least, end := m.firstID().String(), m.plus(1).firstID().String()
	_, standard, err := partitionsOf(ctx, conn, table)
	if err != nil {
		return err
	}
	statements := []string{"CREATE TABLE " + partition + " (LIKE " + parent + " INCLUDING ALL)"}
	if standard != "" {
		from := pgx.Identifier{standard}.Sanitize()
		// Without the lock on the whole, who waits for the default partition would look for rows there
		// that have moved, or add some that no longer belong there.
		statements = append(statements, "LOCK TABLE "+parent+" IN ACCESS EXCLUSIVE MODE", "WITH moved AS (DELETE FROM "+from+
			" WHERE id >= '"+least+"' AND id < '"+end+"' RETURNING *) INSERT INTO "+partition+" SELECT * FROM moved")
	}
	statements = append(statements, "ALTER TABLE "+parent+" ATTACH PARTITION "+partition+" FOR VALUES FROM ('"+least+"') TO ('"+end+"')")
	if err := inTx(ctx, conn, statements); err != nil {
		return fmt.Errorf("make %s: %w", partition, err)
	}
	return nil
}

// drop removes the partition of a month with all its rows.
func drop(ctx context.Context, conn *pgx.Conn, table string, m month) error {
	partition := pgx.Identifier{m.partitionOf(table)}.Sanitize()
	if err := inTx(ctx, conn, []string{"DROP TABLE " + partition}); err != nil {
		return fmt.Errorf("drop %s: %w", partition, err)
	}
	return nil
}

// inTx runs the statements in one transaction. They lock the whole table for a
// moment; when others do not let them within seconds, the next pass tries again.
func inTx(ctx context.Context, conn *pgx.Conn, statements []string) error {
	limits := []string{"SET LOCAL lock_timeout = '3s'", "SET LOCAL statement_timeout = '60s'"}
	return pgx.BeginFunc(ctx, conn, func(tx pgx.Tx) error {
		for _, statement := range append(limits, statements...) {
			if _, err := tx.Exec(ctx, statement); err != nil {
				return err
			}
		}
		return nil
	})
}

// survey finds out how the tables are.
func survey(ctx context.Context, conn *pgx.Conn) ([]Table, error) {
	names, err := tablesOf(ctx, conn)
	if err != nil {
		return nil, err
	}
	var tables []Table
	var failures []error
	for _, name := range names {
		partitions, standard, err := partitionsOf(ctx, conn, name)
		found := Table{Name: name, Partitions: len(partitions)}
		if err == nil && standard != "" {
			some := "SELECT FROM " + pgx.Identifier{standard}.Sanitize() + " LIMIT $1"
			err = conn.QueryRow(ctx, "SELECT count(*) FROM ("+some+") AS counted", many).Scan(&found.Strays)
		}
		tables, failures = append(tables, found), append(failures, err)
	}
	return tables, errors.Join(failures...)
}
