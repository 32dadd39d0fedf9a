package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// universe is the build list of the module that holds all patterns.
type universe struct {
	module    string
	goVersion string
	versions  map[string]string
}

type listedModule struct {
	Path, Version, GoVersion string
	Main                     bool
	Replace                  *struct{ Path string }
}

func goCommand(dir string, args ...string) ([]byte, error) {
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK=off")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return out, fmt.Errorf("go %s: %w\n%s", strings.Join(args[:min(len(args), 4)], " "), err, stderr.String())
	}
	return out, nil
}

func buildList(dir string) (*universe, error) {
	out, err := goCommand(dir, "list", "-mod=mod", "-m", "-json", "all")
	if err != nil {
		return nil, err
	}
	u := &universe{versions: map[string]string{}}
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var m listedModule
		if err := dec.Decode(&m); errors.Is(err, io.EOF) {
			return u, nil
		} else if err != nil {
			return nil, err
		}
		switch {
		case m.Replace != nil:
			return nil, fmt.Errorf("%s is replaced by %s: a composed service cannot carry a replacement", m.Path, m.Replace.Path)
		case m.Main:
			u.module, u.goVersion = m.Path, m.GoVersion
		default:
			u.versions[m.Path] = m.Version
		}
	}
}

// directImports lists the external packages that the module's own files
// import. Its tools are no part of any service.
func directImports(dir, own string) ([]string, error) {
	set := map[string]bool{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if d.Name() == "testdata" || d.Name() == "vendor" || (path == filepath.Join(dir, "tools")) {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(path, ".go") {
			return nil
		}
		imports, err := fileImports(path)
		if err != nil {
			return err
		}
		for _, i := range imports {
			if isExternal(i) && i != own && !strings.HasPrefix(i, own+"/") {
				set[i] = true
			}
		}
		return nil
	})
	return sorted(set), err
}

type downloaded struct {
	Path, Version, Dir, Sum, GoMod, Error string
}

func downloadModules(dir string, mods []string) ([]downloaded, error) {
	if len(mods) == 0 {
		return nil, nil
	}
	out, err := goCommand(dir, append([]string{"mod", "download", "-json"}, mods...)...)
	if err != nil {
		return nil, err
	}
	var list []downloaded
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var d downloaded
		if err := dec.Decode(&d); errors.Is(err, io.EOF) {
			return list, nil
		} else if err != nil {
			return nil, err
		}
		if d.Error != "" {
			return nil, fmt.Errorf("%s@%s: %s", d.Path, d.Version, d.Error)
		}
		list = append(list, d)
	}
}

// download unpacks every module that could provide one of the packages.
func (l *loader) download(paths []string) error {
	need := map[string]bool{}
	for _, path := range paths {
		for p := path; p != ""; p = parent(p) {
			if v, ok := l.universe.versions[p]; ok && l.dirs[p] == "" {
				need[p+"@"+v] = true
			}
		}
	}
	list, err := downloadModules(l.dir, sorted(need))
	if err != nil {
		return err
	}
	for _, d := range list {
		l.dirs[d.Path] = d.Dir
	}
	return nil
}

// find tells which module provides a package, longest path first.
func (l *loader) find(path string) (module, dir string, err error) {
	for p := path; p != ""; p = parent(p) {
		root, ok := l.dirs[p]
		if !ok {
			continue
		}
		dir := filepath.Join(root, filepath.FromSlash(strings.TrimPrefix(path[len(p):], "/")))
		if hasGo(dir) {
			return p, dir, nil
		}
	}
	return "", "", fmt.Errorf("no module of the build list provides %s", path)
}

func hasGo(dir string) bool {
	matches, _ := filepath.Glob(filepath.Join(dir, "*.go"))
	return len(matches) > 0
}

func zipSums(dir string, mods []string) (map[string]string, error) {
	list, err := downloadModules(dir, mods)
	if err != nil {
		return nil, err
	}
	sums := map[string]string{}
	for _, d := range list {
		sums[d.Path+"@"+d.Version] = d.Sum
	}
	return sums, nil
}

// closed makes sure that requiring every module in use raises none of them:
// otherwise some services would get versions that the pack was not tested with.
func closed(goVersion string, used map[string]string) error {
	dir, err := os.MkdirTemp("", "modtable")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	var mod strings.Builder
	fmt.Fprintf(&mod, "module closed\n\ngo %s\n\nrequire (\n", goVersion)
	for path, version := range used {
		fmt.Fprintf(&mod, "\t%s %s\n", path, version)
	}
	mod.WriteString(")\n")
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte(mod.String()), 0o600); err != nil {
		return err
	}
	list, err := buildList(dir)
	if err != nil {
		return err
	}
	raised := map[string]bool{}
	for path, version := range used {
		if v := list.versions[path]; v != version {
			raised[path+"@"+v] = true
		}
	}
	if len(raised) > 0 {
		return fmt.Errorf("the module's tests reach versions that its go.mod does not list; run\n\tgo get %s && go mod tidy", strings.Join(sorted(raised), " "))
	}
	return nil
}

// modSum is the sum of a go.mod file as go.sum writes it.
func modSum(data []byte) string {
	file := sha256.Sum256(data)
	list := sha256.Sum256(fmt.Appendf(nil, "%x  go.mod\n", file))
	return "h1:" + base64.StdEncoding.EncodeToString(list[:])
}
