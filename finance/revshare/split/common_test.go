package split_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/revshare/split"
)

// share, points, first and part are parts. A name with a capital is a node's, a
// single letter a party's.
func share(to, rate string) split.Part {
	p := part(to)
	p.Share = finance.MustRate(rate)
	return p
}

func points(to string, n int64) split.Part {
	p := part(to)
	p.Points = n
	return p
}

func first(to, upTo string) split.Part {
	p := part(to)
	p.UpTo = finance.MustMoney(upTo)
	return p
}

func part(to string) split.Part { return split.Part{Party: target(to).Party, Split: target(to).Split} }

func target(to string) split.Target {
	if len(to) > 1 && to[0] >= 'A' && to[0] <= 'Z' {
		return split.Target{Split: to}
	}
	return split.Target{Party: accrual.Party(to)}
}

func node(name string, by split.By, parts ...split.Part) split.Node {
	return split.Node{Name: name, By: by, Parts: parts}
}

func withRest(n split.Node, to string) split.Node {
	n.Rest = target(to)
	return n
}

func of(nodes ...split.Node) split.Split { return split.Split{Owner: "shop", Nodes: nodes} }

// divided are the amounts by party, those of nobody under "unallocated".
func divided(t *testing.T, s split.Split, total string) map[string]string {
	t.Helper()
	lines, err := s.Divide(finance.MustMoney(total))
	require.NoError(t, err)
	got := map[string]string{}
	for _, l := range lines {
		name := string(l.Party)
		if l.Unallocated {
			name = "unallocated"
		}
		require.NotContains(t, got, name)
		got[name] = l.Amount.String()
	}
	return got
}

func day(s string) civil.Date { return civil.MustDate(s) }
