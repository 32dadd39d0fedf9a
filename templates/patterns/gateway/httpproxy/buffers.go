package httpproxy

import (
	"log/slog"
	"sync"
)

const bufferSize = 32 << 10

// pool keeps the buffers through which bodies are copied.
type pool struct{ buffers sync.Pool }

var (
	buffers = &pool{buffers: sync.Pool{New: func() any { return new([bufferSize]byte) }}}
	quiet   = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)
)

// Get returns a buffer.
func (p *pool) Get() []byte {
	if buffer, ok := p.buffers.Get().(*[bufferSize]byte); ok {
		return buffer[:]
	}
	return make([]byte, bufferSize)
}

// Put takes a buffer back.
func (p *pool) Put(buffer []byte) {
	if len(buffer) == bufferSize {
		p.buffers.Put((*[bufferSize]byte)(buffer))
	}
}
