// Command sample-service runs the service sample-service.
package main

import (
	"context"
	"fmt"
	"os"

	"goldenpath.dev/patterns/shutdown/service"
)

// version is set by the build: -ldflags "-X main.version=1.2.3".
var version = "dev"

func main() {
	build := service.Build{Name: "sample-service", Version: version}
	if err := service.Run(context.Background(), build, os.Args[1:], os.Environ(), os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
