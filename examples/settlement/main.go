// Command settlement settles a quarter of a shop on consignment: what was sold,
// what each of forty makers gets of it and why, what may be paid and what waits,
// and it writes the documents and the books.
//
//	go run ./examples/settlement
//	go run ./examples/settlement -lang ru
//	go run ./examples/settlement -party M-07
//	go run ./examples/settlement -out /tmp/settlement
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
	q, err := settle(&s)
	if err != nil {
		return err
	}
	r := report{Printer: printout.Printer{W: stdout, Language: o.language, Russian: russian}, settled: q}
	if o.party != "" {
		err = r.only(o.party)
	} else {
		err = r.all()
	}
	if err == nil && o.out != "" {
		err = r.write(o.out)
	}
	return errors.Join(err, r.Err())
}
