package postgres_test

import (
	"testing"

	"github.com/acme/orders/internal/fixture"
)

func TestMain(m *testing.M) { fixture.Main(m) }
