// Command leases closes a year of a creative cluster's leases month by month and
// prints what each amount is made of, what the house is worth on its last day,
// and what each clause brings.
//
//	go run ./examples/leases
//	go run ./examples/leases -lang ru
//	go run ./examples/leases -lease L-07
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/creative-cluster/kvartal/finance"
)

func main() { os.Exit(status(os.Args[1:], os.Stdout, os.Stderr)) }

// status runs the program and answers its exit status: 0, or 1 after every
// problem was listed.
func status(args []string, stdout, stderr io.Writer) int {
	err := run(args, stdout)
	if err == nil || errors.Is(err, flag.ErrHelp) {
		return 0
	}
	complain(stderr, err)
	return 1
}

func run(args []string, stdout io.Writer) error {
	o, err := parse(args, stdout)
	if err != nil {
		return err
	}
	s, err := load(files)
	if err != nil {
		return err
	}
	y, err := closeYear(s)
	if err != nil {
		return err
	}
	r := report{printer: printer{w: stdout, lang: o.language}, year: y}
	if o.lease != "" {
		err = r.only(o.lease)
	} else {
		err = r.all()
	}
	return errors.Join(err, r.err)
}

// complain lists every problem on a line of its own.
func complain(w io.Writer, err error) {
	var problems finance.Problems
	if !errors.As(err, &problems) {
		_, _ = fmt.Fprintln(w, plain(err.Error()))
		return
	}
	_, _ = fmt.Fprintf(w, "problems: %d\n", problems.Len())
	for p := range problems.All() {
		_, _ = fmt.Fprintln(w, " ", plain(p.Error()))
	}
}
