package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"sort"
)

// moduleGraph reads every go.mod file that can take part in selecting versions
// when any of the modules in use is required: their own, and below those that
// do not support graph pruning (go 1.16 and older) all others.
func moduleGraph(dir string, used map[string]string) (map[string]*Mod, error) {
	type node struct {
		mod  string
		deep bool // below a module without graph pruning
	}
	graph := map[string]*Mod{}
	seen := map[node]bool{}
	var queue []node
	for path, version := range used {
		queue = append(queue, node{path + "@" + version, false})
	}
	for len(queue) > 0 {
		var mods []string
		for _, n := range queue {
			mods = append(mods, n.mod)
		}
		if err := readMods(dir, mods, graph); err != nil {
			return nil, err
		}
		var next []node
		for _, n := range queue {
			m := graph[n.mod]
			if !n.deep && pruned(m.Go) {
				continue
			}
			for _, r := range m.Require {
				if c := (node{r, true}); !seen[c] {
					seen[c] = true
					next = append(next, c)
				}
			}
		}
		queue = next
	}
	return graph, nil
}

// pruned tells whether a module with this go line lists all that its packages
// need, which holds since go 1.17.
func pruned(version string) bool {
	var major, minor int
	if _, err := fmt.Sscanf(version, "%d.%d", &major, &minor); err != nil {
		return false
	}
	return major > 1 || minor >= 17
}

func readMods(dir string, mods []string, graph map[string]*Mod) error {
	var missing []string
	for _, mod := range mods {
		if graph[mod] == nil {
			missing = append(missing, mod)
			graph[mod] = &Mod{}
		}
	}
	for len(missing) > 0 {
		n := min(len(missing), 200)
		if err := readBatch(dir, missing[:n], graph); err != nil {
			return err
		}
		missing = missing[n:]
	}
	return nil
}

func readBatch(dir string, mods []string, graph map[string]*Mod) error {
	out, err := goCommand(dir, append([]string{"list", "-m", "-json", "-mod=mod"}, mods...)...)
	if err != nil {
		return err
	}
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var m struct{ Path, Version, GoMod string }
		if err := dec.Decode(&m); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		mod, err := readMod(m.GoMod)
		if err != nil {
			return fmt.Errorf("%s@%s: %w", m.Path, m.Version, err)
		}
		*graph[m.Path+"@"+m.Version] = *mod
	}
}

func readMod(file string) (*Mod, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	// #nosec G204 -- the file is in the module cache
	out, err := exec.Command("go", "mod", "edit", "-json", file).Output()
	if err != nil {
		return nil, err
	}
	var parsed struct {
		Go      string
		Require []struct{ Path, Version string }
	}
	if err := json.Unmarshal(out, &parsed); err != nil {
		return nil, err
	}
	m := &Mod{Go: parsed.Go, Sum: modSum(data)}
	for _, r := range parsed.Require {
		m.Require = append(m.Require, r.Path+"@"+r.Version)
	}
	sort.Strings(m.Require)
	return m, nil
}
