package ratelimit

// Buckets counts what is kept in memory.
func (m *Memory) Buckets() int {
	var count int
	for i := range m.shards {
		count += len(m.shards[i].full)
	}
	return count
}
