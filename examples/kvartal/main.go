// Command kvartal closes three months of a creative cluster and prints what a
// director asks for: the month in ten lines, statements, a trial balance, a
// forecast, two scenarios to 2030, and what late facts do to closed months.
//
//	go run ./examples/kvartal
//	go run ./examples/kvartal -lang ru -party R-017
//	go run ./examples/kvartal -data mine -out out
package main

import (
	"context"
	"fmt"
	"io"
	"os"

	"github.com/creative-cluster/kvartal/examples/data"
	"github.com/creative-cluster/kvartal/examples/printout"
	"github.com/creative-cluster/kvartal/finance"
)

func main() { os.Exit(status(os.Args[1:], os.Stdout, os.Stderr)) }

// status runs the program and answers its exit status.
func status(args []string, stdout, stderr io.Writer) int {
	return printout.Status(run(context.Background(), args, stdout, stderr), stderr, "%d problem:", "%d problems:")
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	o, err := parse(args, stdout)
	if err != nil {
		return err
	}
	set, err := load(o.data)
	if err != nil {
		return err
	}
	j := job{options: o, set: set, ctx: ctx, progress: stderr}
	j.Printer = printout.Printer{W: stdout, Language: o.language, Russian: russian}
	if err := j.run(); err != nil {
		return err
	}
	return j.Err()
}

func load(folder string) (data.Set, error) {
	if folder == "" {
		return data.Default()
	}
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return data.Set{}, finance.Problem{Path: "-data", Err: fmt.Errorf("no folder %q: %w", folder, finance.ErrMissing)}
	}
	return data.Load(os.DirFS(folder))
}
