// Command generate makes the data set that the examples share, and larger
// ones: the same seed gives the same bytes.
//
//	go run ./examples/generate -out examples/data/set
//	go run ./examples/generate -out /tmp/large -seed 7 -scale 10
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/creative-cluster/kvartal/finance"
)

const help = `Make a data set: a real frame, and fictional residents, brands, prices and
sales of a year. The same seed and scale give the same bytes.

The files go into the folder that -out names; nothing is printed but problems.
-scale 10 makes ten times as many residents, brands and sale lines, in a
building ten times as large.

Flags:
`

func main() {
	if err := run(os.Args[1:], os.Stderr); err != nil && !errors.Is(err, flag.ErrHelp) {
		_, _ = fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string, stderr io.Writer) error {
	flags := flag.NewFlagSet("generate", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		_, _ = io.WriteString(stderr, help)
		flags.PrintDefaults()
	}
	out := flags.String("out", "", "the `folder` to write into; it is made if it is missing")
	seed := flags.Uint64("seed", 1, "the seed of all that is drawn")
	scale := flags.Int("scale", 1, "how many times as large, 1 to 100")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *out == "" || *scale < 1 || *scale > 100 {
		return fmt.Errorf("-out is needed, and -scale is 1 to 100: %w; -h tells more", finance.ErrRange)
	}
	files, err := Generate(*seed, *scale)
	if err != nil {
		return err
	}
	return write(*out, files)
}
