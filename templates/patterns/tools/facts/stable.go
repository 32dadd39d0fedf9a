package main

import (
	"bytes"
	"go/format"
	"strings"
)

// trialLengths are lengths of names under which a file is formatted for trial.
// Alignment depends on the lengths of names that stand below each other.
var trialLengths = []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 20, 23, 26, 30, 35, 40, 50, 60}

// isStable says whether a file stays formatted whatever the names are that take
// the place of the sample's. The composer formats the other files again.
func isStable(file *goFile, sentinels []Sentinel) bool {
	for _, length := range trialLengths {
		renamed := rename(file, sentinels, length)
		formatted, err := format.Source(renamed)
		if err != nil || !bytes.Equal(formatted, renamed) {
			return false
		}
	}
	return true
}

// rename puts names of the given length in the place of the sample's. Imports
// keep theirs: the composer sorts them itself.
func rename(file *goFile, sentinels []Sentinel, length int) []byte {
	var renamed bytes.Buffer
	at := 0
	for _, s := range sentinels {
		if inImports(file, s.Start) {
			continue
		}
		renamed.Write(file.source[at:s.Start])
		renamed.WriteString(nameLike(string(file.source[s.Start:s.End]), length))
		at = s.End
	}
	renamed.Write(file.source[at:])
	return renamed.Bytes()
}

func inImports(file *goFile, offset int) bool {
	for _, spec := range file.ast.Imports {
		if offset >= file.offset(spec.Pos()) && offset < file.offset(spec.End()) {
			return true
		}
	}
	return false
}

// nameLike returns a name of the given length that begins as the sample does.
func nameLike(sample string, length int) string {
	return sample[:1] + strings.Repeat("x", length-1)
}
