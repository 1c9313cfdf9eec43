// Command generate makes the data set that the examples share, and larger
// ones: the same seed gives the same bytes.
//
//	go run ./examples/generate -out examples/data/set -schema examples/data/schema.json
//	go run ./examples/generate -out /tmp/large -seed 7 -scale 10
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"

	"github.com/creative-cluster/kvartal/examples/data"
	"github.com/creative-cluster/kvartal/finance"
)

const help = `Make a data set: a real frame, and fictional residents, brands, prices and
sales of a year. The same seed and scale give the same bytes.

The files go into the folder that -out names; without it nothing is written.
Their names and sizes go to stdout, problems to stderr, and then the exit status
is 1. -scale 10 makes ten times as many residents, brands and sale lines, in a
building ten times as large. -schema writes the JSON Schema of terms.json.

Flags:
`

func main() {
	if err := run(os.Args[1:], os.Stdout, os.Stderr); err != nil && !errors.Is(err, flag.ErrHelp) {
		_, _ = fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// options are what the command line says.
type options struct {
	out, schema string
	seed        uint64
	scale       int
}

const maxScale = 100

func parse(args []string, stderr io.Writer) (o options, err error) {
	flags := flag.NewFlagSet("generate", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		_, _ = io.WriteString(stderr, help)
		flags.PrintDefaults()
	}
	flags.StringVar(&o.out, "out", "", "the `folder` to write into; it is made if it is missing")
	flags.StringVar(&o.schema, "schema", "", "write the schema into this `file`")
	flags.Uint64Var(&o.seed, "seed", 1, "the seed of all that is drawn")
	flags.IntVar(&o.scale, "scale", 1, "how many times as large, 1 to 100")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	if flags.NArg() > 0 {
		return o, finance.Problem{Path: flags.Arg(0), Err: fmt.Errorf("no flag, -h tells them: %w", finance.ErrUnknown)}
	}
	if o.scale < 1 || o.scale > maxScale {
		return o, finance.Problem{Path: "-scale", Err: fmt.Errorf("%d, 1 to %d: %w", o.scale, maxScale, finance.ErrRange)}
	}
	return o, nil
}

func run(args []string, stdout, stderr io.Writer) error {
	o, err := parse(args, stderr)
	if err != nil {
		return err
	}
	files, err := Generate(o.seed, o.scale)
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if _, err := fmt.Fprintf(stdout, "%9d  %s\n", len(files[name]), name); err != nil {
			return err
		}
	}
	if o.out != "" {
		if err := write(o.out, files); err != nil {
			return err
		}
	}
	if o.schema == "" {
		return nil
	}
	schema, err := data.Schema()
	if err != nil {
		return err
	}
	return os.WriteFile(o.schema, schema, 0o644)
}
