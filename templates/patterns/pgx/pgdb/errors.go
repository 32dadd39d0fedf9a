package pgdb

import (
	"context"
	"errors"
	"io"
	"net"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"goldenpath.dev/patterns/error-model/fault"
)

// The conditions of PostgreSQL that mean something to callers.
const (
	restrictViolation   = "23001"
	foreignKeyViolation = "23503"
	uniqueViolation     = "23505"
	checkViolation      = "23514"
	serializationFailed = "40001"
	deadlockDetected    = "40P01"
	queryCanceled       = "57014"
)

// unavailableClasses are the classes of conditions in which the server cannot
// work now: connections, resources, operator intervention, system errors.
var unavailableClasses = []string{"08", "53", "57", "58"}

// classify finds out whether the database cannot answer now. Other errors pass.
func classify(err error) error {
	if err == nil || errors.Is(err, pgx.ErrNoRows) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	if condition, ok := errors.AsType[*pgconn.PgError](err); ok {
		return classifyCondition(condition)
	}
	_, network := errors.AsType[net.Error](err)
	_, connecting := errors.AsType[*pgconn.ConnectError](err)
	if network || connecting || pgconn.SafeToRetry(err) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, net.ErrClosed) {
		return unavailable(err)
	}
	return err
}

func classifyCondition(condition *pgconn.PgError) error {
	switch condition.Code {
	case queryCanceled:
		return fault.Busy("timeout", "The request took longer than the service allows.", condition)
	case serializationFailed, deadlockDetected:
		return fault.Busy("concurrent_change", "Another request changed the same data at the same time.", condition)
	}
	for _, class := range unavailableClasses {
		if strings.HasPrefix(condition.Code, class) {
			return unavailable(condition)
		}
	}
	return condition
}

func unavailable(err error) error {
	return fault.Busy("database_unavailable", "The database does not answer.", err)
}

// Constraints names the field that each constraint of a table is about.
type Constraints map[string]string

// Translate turns what the database refused into a fault about the thing named
// what, in the singular.
func (c Constraints) Translate(err error, what string) error {
	if errors.Is(err, pgx.ErrNoRows) {
		return fault.Missing(what)
	}
	condition, ok := errors.AsType[*pgconn.PgError](err)
	if !ok {
		return err
	}
	switch condition.Code {
	case uniqueViolation:
		return c.refuse(condition, fault.Conflict, "already_exists", "Another "+what+" has the same value.", "is taken")
	case foreignKeyViolation:
		return c.refuse(condition, fault.Conflict, "missing_reference", "The "+what+" refers to something that does not exist.", "does not exist")
	case checkViolation:
		return c.refuse(condition, fault.Invalid, "invalid", "The request breaks rules.", "breaks the rule "+condition.ConstraintName)
	case restrictViolation:
		in := fault.New(fault.Conflict, "in_use", "The "+what+" is still referred to.")
		in.Cause = condition
		return in
	}
	return err
}

func (c Constraints) refuse(condition *pgconn.PgError, kind fault.Kind, code, detail, message string) error {
	refused := fault.New(kind, code, detail)
	refused.Cause = condition
	if field, ok := c[condition.ConstraintName]; ok {
		refused.Fields = []fault.Field{{Pointer: "/" + field, Code: code, Message: message}}
	}
	return refused
}
