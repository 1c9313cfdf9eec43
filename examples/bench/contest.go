package main

import "runtime"

// The peers, in the order of the table's columns.
const (
	kvartal    = "kvartal"
	byHand     = "by hand"
	govalues   = "govalues"
	bojanz     = "bojanz"
	goMoney    = "go-money"
	shopspring = "shopspring"
)

var columns = []string{byHand, govalues, bojanz, goMoney, shopspring}

// contest is one question to all peers that have an answer to it.
type contest struct {
	name  string
	per   int // operations that one call of a peer's function does
	peers []peer
}

// peer answers a contest in its own types.
type peer struct {
	name    string
	run     func(n int)                // calls the function n times, going through the inputs
	answers func() ([][]string, error) // what it makes of each input, as plain numbers
}

// answering makes a peer of a function, its inputs, and a way to print what it
// answers. There is a power of two of inputs. The call through a function value
// costs each peer the same.
func answering[In, Out any](name string, inputs []In, op func(In) (Out, error), show func(Out) []string) peer {
	run := func(n int) {
		var last Out
		var err error
		for i := range n {
			if last, err = op(inputs[i&(len(inputs)-1)]); err != nil {
				panic(err) // a test has seen each input answered
			}
		}
		runtime.KeepAlive(last)
	}
	answers := func() ([][]string, error) {
		all := make([][]string, len(inputs))
		for i, in := range inputs {
			out, err := op(in)
			if err != nil {
				return nil, err
			}
			all[i] = show(out)
		}
		return all, nil
	}
	return peer{name, run, answers}
}

// contests lists them in the order of the table's rows.
func contests() []contest {
	return []contest{
		add(),
		multiply("× 8.35 %, a Rate", kvartalByRate()),
		multiply("× 0.0835, a decimal", kvartalByDecimal()),
		prorate(),
		allocate("allocate over 7, in the caller's room", kvartalAllocateTo()),
		allocate("allocate over 7, in a new slice", kvartalAllocate()),
		parse(),
		settle("settle a line in twelve closes", closeYear),
		settle("settle a line, its clauses alone", askClauses),
	}
}
