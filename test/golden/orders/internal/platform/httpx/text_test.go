package httpx_test

import (
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"

	"github.com/acme/orders/internal/platform/httpx"
)

func TestOptionalWritesWhatIsThere(t *testing.T) {
	t.Parallel()
	assert.Nil(t, httpx.Optional(nil, httpx.Date))
	assert.Equal(t, "1.50", *httpx.Optional(new(decimal.RequireFromString("1.5")), httpx.Fixed(2)))
	assert.Equal(t, "0001-02-03", *httpx.Optional(new(time.Date(1, time.February, 3, 0, 0, 0, 0, time.UTC)), httpx.Date))
}
