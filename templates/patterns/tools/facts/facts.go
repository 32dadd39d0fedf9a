package main

// Facts is the content of facts.json.
type Facts struct {
	Version  int              `json:"version"`
	Module   string           `json:"module"`
	Go       string           `json:"go"`
	Ports    []Port           `json:"ports"`
	Files    map[string]*File `json:"files"`
	Regions  []Region         `json:"regions"`
	Reserved Reserved         `json:"reserved"`
}

// Port is a field of the wiring.
type Port struct {
	Name        string   `json:"name"`
	Title       string   `json:"title"`
	Field       string   `json:"field"`
	Cardinality string   `json:"cardinality"`
	Scope       string   `json:"scope"`
	Type        string   `json:"type"`
	Doc         string   `json:"doc"`
	Imports     []Import `json:"imports,omitempty"`
}

// Import is a package that is imported, under a name of its own if it has one.
type Import struct {
	Path string `json:"path"`
	Name string `json:"name,omitempty"`
}

// Place is an import in a file; the offsets are those of the quoted path.
type Place struct {
	Import
	Start int `json:"start"`
	End   int `json:"end"`
}

// File says what stands in a file.
type File struct {
	SHA256    string     `json:"sha256"`
	Package   string     `json:"package,omitempty"`
	Test      bool       `json:"test,omitempty"`
	Imports   []Place    `json:"imports,omitempty"`
	Sentinels []Sentinel `json:"sentinels,omitempty"`
	Declares  []string   `json:"declares,omitempty"`
	// Stable files stay formatted whatever the names are.
	Stable bool `json:"stable,omitempty"`
}

// Sentinel is a place where a sample name stands.
type Sentinel struct {
	Start  int    `json:"start"`
	End    int    `json:"end"`
	Of     string `json:"of"`
	Style  string `json:"style"`
	Plural bool   `json:"plural,omitempty"`
}

// Region is a piece of wiring that can be cut from its file.
type Region struct {
	Pattern   string     `json:"pattern"`
	File      string     `json:"file"`
	Func      string     `json:"func"`
	Stage     string     `json:"stage"`
	Scope     string     `json:"scope"`
	Start     int        `json:"start"`
	End       int        `json:"end"`
	Imports   []Import   `json:"imports,omitempty"`
	Reads     []string   `json:"reads,omitempty"`
	Writes    []string   `json:"writes,omitempty"`
	Declares  []string   `json:"declares,omitempty"`
	Sentinels []Sentinel `json:"sentinels,omitempty"`
}

// Reserved are names that a resource may not take.
type Reserved struct {
	Packages []string `json:"packages"`
	Types    []string `json:"types"`
}
