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
	"github.com/creative-cluster/kvartal/finance/accrual"
)

const help = `Close three months of a creative cluster and print the month in ten lines,
a statement for each party, the trial balance, a forecast of twelve months, two
scenarios to 2030, and what late facts do to closed months.

Results go to stdout and are the same each time; progress goes to stderr. Bad
input is listed in full, with file and line, and the exit status is 1.

The embedded data set has a real frame (areas, regions, published figures) and
fictional residents, brands and sales; its files and their formats are described
in examples/data/FORMATS.md. To try your own: copy the folder examples/data/set,
edit it, and name it with -data.

Flags:
`

func main() {
	if err := run(context.Background(), os.Args[1:], os.Stdout, os.Stderr); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return
		}
		complain(os.Stderr, err)
		os.Exit(1)
	}
}

// options are what the command line says.
type options struct {
	data, out string
	party     accrual.Party
	language  accrual.Language
	futures   int
	workers   int
}

func parse(args []string, stderr io.Writer) (options, error) {
	o := options{}
	flags := flag.NewFlagSet("kvartal", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		_, _ = io.WriteString(stderr, help)
		flags.PrintDefaults()
	}
	flags.StringVar(&o.data, "data", "", "read the data set from this `folder` in place of the embedded one")
	flags.StringVar(&o.out, "out", "", "write the books and every statement into this `folder`")
	flags.StringVar((*string)(&o.party), "party", "", "print the statement of this party `id` only, in full")
	flags.TextVar(&o.language, "lang", accrual.English, "language: en or ru")
	flags.IntVar(&o.futures, "futures", 300, "how many futures the scenarios meet; 0 leaves them out")
	flags.IntVar(&o.workers, "workers", 2, "how many of them at once; the result does not depend on it")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	if flags.NArg() > 0 {
		return o, fmt.Errorf("%q: %w; -h tells the flags", flags.Arg(0), finance.ErrUnknown)
	}
	return o, nil
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	o, err := parse(args, stderr)
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
	return j.printer.err
}

func load(folder string) (data.Set, error) {
	if folder == "" {
		return data.Default()
	}
	return data.Load(os.DirFS(folder))
}

// complain lists every problem on a line of its own.
func complain(w io.Writer, err error) {
	var problems finance.Problems
	if !errors.As(err, &problems) {
		_, _ = fmt.Fprintln(w, err)
		return
	}
	_, _ = fmt.Fprintf(w, "%d problems:\n", problems.Len())
	listed := 0
	for p := range problems.All() {
		_, _ = fmt.Fprintln(w, " ", p)
		listed++
	}
	if more := problems.Len() - listed; more > 0 {
		_, _ = fmt.Fprintf(w, "  and %d more\n", more)
	}
}
