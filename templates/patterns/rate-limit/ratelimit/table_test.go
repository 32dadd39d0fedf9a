package ratelimit_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/rate-limit/ratelimit"
)

var operations = []string{"POST /api/v1/parcels", "GET /api/v1/parcels/{id}", "/parcels.v1.ParcelService/Get"}

func TestATableNamesRatesOfOperations(t *testing.T) {
	t.Parallel()
	table, err := ratelimit.ReadTable("RATES", []string{"POST /api/v1/parcels=0.5:1", " GET /api/v1/parcels/{id}=5:10", "/parcels.v1.ParcelService/Get=1e3:20"}, operations)
	require.NoError(t, err)
	assert.Equal(t, ratelimit.Table{
		"POST /api/v1/parcels":          {PerSecond: 0.5, Burst: 1},
		"GET /api/v1/parcels/{id}":      {PerSecond: 5, Burst: 10},
		"/parcels.v1.ParcelService/Get": {PerSecond: 1000, Burst: 20},
	}, table)
}

func TestMistakesOfATableNameTheSettingAndTheMend(t *testing.T) {
	t.Parallel()
	const malformed = "write an operation, =, how often a second, : and how often at once, such as POST /api/v1/parcels=5:10"
	for line, mistake := range map[string]string{
		"POST /api/v1/parcels":          `holds "POST /api/v1/parcels": ` + malformed,
		"POST /api/v1/parcels=":         malformed,
		"POST /api/v1/parcels=5":        malformed,
		"POST /api/v1/parcels=5:":       malformed,
		"POST /api/v1/parcels=:10":      malformed,
		"POST /api/v1/parcels=5:1.5":    malformed,
		"POST /api/v1/parcels=5:10:20":  malformed,
		"POST /api/v1/parcels=five:ten": malformed,
		"":                              malformed,
		"POST /api/v1/parcels=0:10":     "POST /api/v1/parcels: 0 a second with 10 at once is no rate: write more than 0",
		"POST /api/v1/parcels=-1:10":    "-1 a second",
		"POST /api/v1/parcels=5:0":      "at least 1 at once",
		"POST /api/v1/parcels=NaN:1":    "NaN a second",
		"POST /api/v1/parcels=Inf:1":    "at most 1000000 a second",
		"POST /api/v1/parcels=1e-9:1":   "fill within a year",
		"PUT /api/v1/parcels=5:10": `names "PUT /api/v1/parcels", which the service does not have: ` +
			"use one of /parcels.v1.ParcelService/Get, GET /api/v1/parcels/{id}, POST /api/v1/parcels",
		"post /api/v1/parcels=5:10": "names",
		"=5:10":                     `names ""`,
	} {
		_, err := ratelimit.ReadTable("RATES", []string{line}, operations)
		require.ErrorContains(t, err, "RATES", line)
		require.ErrorContains(t, err, mistake, line)
	}
	_, err := ratelimit.ReadTable("RATES", []string{"POST /api/v1/parcels=5:10", "POST /api/v1/parcels=5:20"}, operations)
	require.ErrorContains(t, err, `RATES names "POST /api/v1/parcels" twice`)
}
