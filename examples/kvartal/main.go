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
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/creative-cluster/kvartal/examples/data"
	"github.com/creative-cluster/kvartal/finance"
)

func main() { os.Exit(status(os.Args[1:], os.Stdout, os.Stderr)) }

// status runs the program and answers its exit status: 0, or 1 after every
// problem was listed.
func status(args []string, stdout, stderr io.Writer) int {
	err := run(context.Background(), args, stdout, stderr)
	if err == nil || errors.Is(err, flag.ErrHelp) {
		return 0
	}
	complain(stderr, err)
	return 1
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
	j.printer = printer{w: stdout, lang: o.language}
	if err := j.run(); err != nil {
		return err
	}
	return j.err
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

// complain lists every problem on a line of its own.
func complain(w io.Writer, err error) {
	var problems finance.Problems
	if !errors.As(err, &problems) {
		_, _ = fmt.Fprintln(w, plain(err.Error()))
		return
	}
	heading := "%d problems:\n"
	if problems.Len() == 1 {
		heading = "%d problem:\n"
	}
	_, _ = fmt.Fprintf(w, heading, problems.Len())
	listed := 0
	for p := range problems.All() {
		_, _ = fmt.Fprintln(w, " ", plain(p.Error()))
		listed++
	}
	if more := problems.Len() - listed; more > 0 {
		_, _ = fmt.Fprintf(w, "  and %d more\n", more)
	}
}
