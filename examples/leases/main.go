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
	"io"
	"os"

	"github.com/creative-cluster/kvartal/examples/printout"
)

func main() { os.Exit(status(os.Args[1:], os.Stdout, os.Stderr)) }

// status runs the program and answers its exit status.
func status(args []string, stdout, stderr io.Writer) int {
	return printout.Status(run(args, stdout), stderr, "problems: %d", "problems: %d")
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
	r := report{Printer: printout.Printer{W: stdout, Language: o.language, Russian: russian}, year: y}
	if o.lease != "" {
		err = r.only(o.lease)
	} else {
		err = r.all()
	}
	return errors.Join(err, r.Err())
}
