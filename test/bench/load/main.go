// Command load asks for things by their ids, as often as a law of Zipf says or all
// at once, and prints what came of it.
//
//	load zipf URL IDS COUNT WORKERS    COUNT requests of ids in the file IDS, the first of them most often
//	load once URL IDS COUNT            COUNT requests of the first id at the same time
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"net/http"
	"os"
	"sort"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

func main() {
	if err := run(os.Args[1], os.Args[2], os.Args[3], os.Args[4:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(mode, url, file string, numbers []string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	ids := strings.Fields(string(text))
	count, err := strconv.Atoi(numbers[0])
	if err != nil {
		return err
	}
	workers, next := count, func() string { return ids[0] }
	if mode == "zipf" {
		if workers, err = strconv.Atoi(numbers[1]); err != nil {
			return err
		}
		next = zipf(ids)
	}
	return json.NewEncoder(os.Stdout).Encode(load(url, count, workers, next))
}

// zipf chooses ids so that the n-th comes up one n-th as often as the first.
func zipf(ids []string) func() string {
	sums, sum := make([]float64, len(ids)), 0.0
	for n := range ids {
		sum += 1 / float64(n+1)
		sums[n] = sum
	}
	return func() string { return ids[sort.SearchFloat64s(sums, rand.Float64()*sum)] }
}

// figures are what came of a load.
type figures struct {
	PerSecond float64
	Failures  int64
}

func load(url string, count, workers int, next func() string) figures {
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: workers}, Timeout: 30 * time.Second}
	var left, failures atomic.Int64
	left.Store(int64(count))
	var working sync.WaitGroup
	start := time.Now()
	for range workers {
		working.Go(func() {
			for left.Add(-1) >= 0 {
				if err := ask(client, url+next()); err != nil {
					failures.Add(1)
				}
			}
		})
	}
	working.Wait()
	return figures{PerSecond: math.Round(float64(count) / time.Since(start).Seconds()), Failures: failures.Load()}
}

func ask(client *http.Client, url string) error {
	answer, err := client.Get(url)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if _, err := io.Copy(io.Discard, answer.Body); err != nil {
		return err
	}
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("status %d", answer.StatusCode)
	}
	return nil
}
