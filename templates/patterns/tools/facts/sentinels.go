package main

import (
	"bytes"
	"sort"
)

// spelling is one way in which a sample name is written.
type spelling struct {
	text   []byte
	of     string
	style  string
	plural bool
}

// spellings holds every way to write the sample names, plurals first, because
// they begin with the singular.
var spellings = append(
	spell("resource", "thing", true),
	append(spell("resource", "thing", false), spell("service", "service", false)...)...,
)

func spell(of, noun string, plural bool) []spelling {
	s := ""
	if plural {
		s = "s"
	}
	title := string(bytes.ToUpper([]byte(noun[:1]))) + noun[1:]
	upper := string(bytes.ToUpper([]byte(noun + s)))
	forms := []struct{ style, text string }{
		{"pascal", "Sample" + title + s},
		{"camel", "sample" + title + s},
		{"flat", "sample" + noun + s},
		{"snake", "sample_" + noun + s},
		{"kebab", "sample-" + noun + s},
		{"screaming", "SAMPLE_" + upper},
		{"words", "sample " + noun + s},
		{"sentence", "Sample " + noun + s},
	}
	list := make([]spelling, len(forms))
	for i, form := range forms {
		list[i] = spelling{[]byte(form.text), of, form.style, plural}
	}
	return list
}

// findSentinels returns the places of sample names between two offsets, in order.
func findSentinels(source []byte, from, to int) []Sentinel {
	var found []Sentinel
	for _, s := range spellings {
		for at := from; ; {
			i := bytes.Index(source[at:to], s.text)
			if i < 0 {
				break
			}
			start, end := at+i, at+i+len(s.text)
			if !covered(found, start, end) {
				found = append(found, Sentinel{Start: start, End: end, Of: s.of, Style: s.style, Plural: s.plural})
			}
			at = end
		}
	}
	sort.Slice(found, func(i, j int) bool { return found[i].Start < found[j].Start })
	return found
}

func covered(found []Sentinel, start, end int) bool {
	for _, s := range found {
		if s.Start < end && start < s.End {
			return true
		}
	}
	return false
}

// mentionsResource says whether a name holds the sample resource's.
func mentionsResource(name string) bool {
	for _, s := range findSentinels([]byte(name), 0, len(name)) {
		if s.Of == "resource" {
			return true
		}
	}
	return false
}
