package pgpool

import (
	"errors"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgtype"
)

// uuidCodec copies the bytes of a uuid. By itself pgx goes through the type's methods
// for database/sql, which make a text of it and parse that again.
type uuidCodec struct{ pgtype.UUIDCodec }

// PlanEncode implements pgtype.Codec.
func (c uuidCodec) PlanEncode(types *pgtype.Map, oid uint32, format int16, value any) pgtype.EncodePlan {
	if format == pgtype.BinaryFormatCode {
		switch value.(type) {
		case uuid.UUID, *uuid.UUID:
			return encodeUUID{}
		}
	}
	return c.UUIDCodec.PlanEncode(types, oid, format, value)
}

// PlanScan implements pgtype.Codec.
func (c uuidCodec) PlanScan(types *pgtype.Map, oid uint32, format int16, target any) pgtype.ScanPlan {
	if _, ok := target.(*uuid.UUID); ok {
		return scanUUID{format}
	}
	return c.UUIDCodec.PlanScan(types, oid, format, target)
}

type encodeUUID struct{}

// Encode implements pgtype.EncodePlan.
func (encodeUUID) Encode(value any, buf []byte) ([]byte, error) {
	if at, ok := value.(*uuid.UUID); ok {
		return append(buf, at[:]...), nil
	}
	id := value.(uuid.UUID)
	return append(buf, id[:]...), nil
}

type scanUUID struct{ format int16 }

var errNull = errors.New("cannot scan NULL into *uuid.UUID: scan it into **uuid.UUID")

// Scan implements pgtype.ScanPlan.
func (s scanUUID) Scan(src []byte, target any) error {
	id := target.(*uuid.UUID)
	switch {
	case src == nil:
		return errNull
	case s.format == pgtype.BinaryFormatCode:
		return id.UnmarshalBinary(src)
	default:
		return id.UnmarshalText(src)
	}
}
