package ratelimit

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Table holds the rates of operations that have one of their own, by the names of
// the operations.
type Table map[string]Rate

// ReadTable reads the lines of a setting, each an operation and its rate, such as
// "POST /api/v1/parcels=5:10" for 5 a second and 10 at once. The operations are
// those that the service has, by name.
func ReadTable(setting string, lines, operations []string) (Table, error) {
	table := Table{}
	for _, line := range lines {
		line = strings.TrimSpace(line)
		place := strings.LastIndex(line, "=")
		if place < 0 {
			return nil, malformed(setting, line)
		}
		name := line[:place]
		if !slices.Contains(operations, name) {
			known := slices.Sorted(slices.Values(operations))
			return nil, fmt.Errorf("%s names %q, which the service does not have: use one of %s", setting, name, strings.Join(known, ", "))
		}
		if _, twice := table[name]; twice {
			return nil, fmt.Errorf("%s names %q twice: keep one of them", setting, name)
		}
		rate, ok := readRate(line[place+1:])
		if !ok {
			return nil, malformed(setting, line)
		}
		if err := rate.Check(); err != nil {
			return nil, fmt.Errorf("%s, %s: %w", setting, name, err)
		}
		table[name] = rate
	}
	return table, nil
}

// readRate reads how often a second, and how often at once: 5:10.
func readRate(text string) (Rate, bool) {
	const bits = 64
	perSecond, burst, _ := strings.Cut(text, ":")
	often, err := strconv.ParseFloat(perSecond, bits)
	if err != nil {
		return Rate{}, false
	}
	atOnce, err := strconv.Atoi(burst)
	return Rate{PerSecond: often, Burst: atOnce}, err == nil
}

func malformed(setting, line string) error {
	return fmt.Errorf("%s holds %q: write an operation, =, how often a second, : and how often at once, such as POST /api/v1/parcels=5:10", setting, line)
}
