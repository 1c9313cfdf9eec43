package split_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/revshare/split"
)

func TestValidate(t *testing.T) {
	half := share("anna", "50%")
	for _, c := range []struct {
		name, want string
		s          split.Split
	}{
		{"nothing", "2 problems: owner: missing; nodes: missing", split.Split{}},
		{"terms", "4 problems: remainder: remainder 3: out of range; per: cycle 9: out of range; returns: returns 2: out of range; nodes: missing",
			split.Split{Owner: "shop", Remainder: 3, Per: 9, Returns: 2}},
		{"a line has no other window", "returns: a line has no other window: conflict",
			split.Split{Owner: "shop", Per: accrual.ByLine, Returns: accrual.InSaleWindow, Nodes: album.Nodes}},
		{"a node without name or parts", "2 problems: nodes[0].name: missing; nodes[0].parts: missing", of(split.Node{})},
		{"a name too long", "nodes[0].name: 257 bytes, at most 256: over the limit", of(node(strings.Repeat("x", 257), split.Shares, half))},
		{"a party's id too long", "2 problems: nodes[0].parts[0].party: 257 bytes, at most 256: over the limit; nodes[0].rest.party: 258 bytes, at most 256: over the limit",
			of(withRest(node("A", split.Shares, share(strings.Repeat("x", 257), "1%")), strings.Repeat("x", 258)))},
		{"a way that is none", "nodes[0].by: way of dividing 4: out of range", of(node("A", 4, part("anna")))},
		{"shares over the whole", "nodes[0].parts: 10.00% over 100%: out of range", of(node("A", split.Shares, half, share("boris", "60%")))},
		{"one share over the whole", "nodes[0].parts[0].share: 101% is more than the whole: out of range", of(node("A", split.Shares, share("a", "101%")))},
		{"no share", "nodes[0].parts[1].share: missing", of(node("A", split.Shares, half, part("boris")))},
		{"a share below zero", "nodes[0].parts[0].share: negative", of(node("A", split.Shares, share("a", "-1%")))},
		{"no points", "nodes[0].parts[0].points: missing", of(node("A", split.Points, part("a")))},
		{"points below zero", "nodes[0].parts[0].points: negative", of(node("A", split.Points, points("a", -1)))},
		{"no amount", "nodes[0].parts[0].up_to: missing", of(node("A", split.InOrder, part("a")))},
		{"an amount below zero", "nodes[0].parts[0].up_to: negative", of(node("A", split.InOrder, first("a", "-1.00 RUB")))},
		{"a share among equals", "nodes[0].parts[0].share: the node divides by equal: conflict", of(node("A", split.Equal, half))},
		{"points and an amount beside a share", "2 problems: nodes[0].parts[0].points: the node divides by shares: conflict; nodes[0].parts[0].up_to: the node divides by shares: conflict",
			of(node("A", split.Shares, split.Part{Party: "a", Share: finance.MustRate("1/2"), Points: 1, UpTo: finance.MustMoney("1.00 RUB")}))},
		{"one party twice", "nodes[0].parts[1]: duplicate", of(node("A", split.Shares, half, half))},
		{"one split twice", "nodes[0].parts[1]: duplicate", of(node("A", split.Equal, part("Bb"), part("Bb")), node("Bb", split.Equal, part("a")))},
		{"one name twice", "nodes[1].name: duplicate", of(node("A", split.Equal, part("a")), node("A", split.Equal, part("b")))},
		{"nobody", "nodes[0].parts[0].party: missing", of(node("A", split.Equal, split.Part{}))},
		{"a party and a split", "nodes[0].parts[0].split: beside a party: conflict", of(node("A", split.Equal, split.Part{Party: "a", Split: "A"}))},
		{"an unknown name", `nodes[0].parts[0].split: "Band": unknown`, of(node("A", split.Equal, part("Band")))},
		{"an unknown rest", `nodes[0].rest.split: "Band": unknown`, of(withRest(node("A", split.Shares, half), "Band"))},
		{"the rest a part too", "nodes[0].rest: is a part too: duplicate", of(withRest(node("A", split.Shares, half), "anna"))},
		{"a rest of equal parts", "nodes[0].rest: equal leave none: conflict", of(withRest(node("A", split.Equal, part("a")), "b"))},
		{"a rest of points", "nodes[0].rest: points leave none: conflict", of(withRest(node("A", split.Points, points("a", 1)), "b"))},
		{"itself", "nodes[0]: cycle", of(node("Aa", split.Equal, part("Aa")))},
		{"a cycle of two by a rest", "2 problems: nodes[1]: cycle; nodes[2]: cycle",
			of(node("Aa", split.Equal, part("Bb"), part("Dd")), node("Bb", split.Equal, part("Cc")), withRest(node("Cc", split.Shares, half), "Bb"), node("Dd", split.Equal, part("a")))},
		{"below a cycle, and above it", "2 problems: nodes[1]: cycle; nodes[3]: nothing leads to it: conflict",
			of(node("Aa", split.Equal, part("Bb")), node("Bb", split.Equal, part("Bb"), part("Cc")), node("Cc", split.Equal, part("a")), node("Dd", split.Equal, part("Bb")))},
		{"nothing leads to it", "nodes[1]: nothing leads to it: conflict", of(node("Aa", split.Equal, part("a")), node("Bb", split.Equal, part("a")))},
		{"two currencies", "nodes[1].parts[0].up_to: in USD, not in RUB: currency",
			of(withRest(node("Aa", split.InOrder, first("a", "1.00 RUB")), "Bb"), node("Bb", split.InOrder, first("a", "1.00 USD")))},
	} {
		t.Run(c.name, func(t *testing.T) {
			require.EqualError(t, c.s.Validate(), c.want)
			_, err := c.s.Divide(finance.MustMoney("1.00 RUB"))
			require.Error(t, err)
			_, err = c.s.Clauses("royalty", "gross")
			require.Error(t, err)
		})
	}
	require.NoError(t, album.Validate())
	require.NoError(t, of(node(strings.Repeat("x", 256), split.Shares, half)).Validate())
}

// A rest at 100 % is idle until the shares change; a split without one names
// what is unallocated.
func TestRest(t *testing.T) {
	s := of(withRest(node("A", split.Shares, share("anna", "100%")), "fund"))
	require.Equal(t, map[string]string{"anna": "1.00 RUB", "fund": "0.00 RUB"}, divided(t, s, "1.00 RUB"))
	s = of(node("A", split.Shares, share("anna", "1/3")))
	require.Equal(t, map[string]string{"anna": "0.33 RUB", "unallocated": "0.67 RUB"}, divided(t, s, "1.00 RUB"))
	s = of(node("A", split.InOrder, first("anna", "0.30 RUB")))
	require.Equal(t, map[string]string{"anna": "0.30 RUB", "unallocated": "0.70 RUB"}, divided(t, s, "1.00 RUB"))
	require.Equal(t, map[string]string{"anna": "0.00 RUB", "unallocated": "-1.00 RUB"}, divided(t, s, "-1.00 RUB"))
	require.Equal(t, map[string]string{"anna": "0.00 RUB", "unallocated": "0.00 RUB"}, divided(t, s, "0.00 RUB"))
}

// chain is nodes that lead one to the next, n of them; the last divides between
// two.
func chain(n int, by split.By) split.Split {
	s := of()
	for i := range n {
		one := node(fmt.Sprintf("N%d", i), by)
		if i+1 < n {
			one.Parts = append(one.Parts, part(fmt.Sprintf("N%d", i+1)))
		} else {
			one.Parts = append(one.Parts, part("anna"), part("boris"))
		}
		s.Nodes = append(s.Nodes, one)
	}
	return s
}

// A thousand levels are a split like any other, one more is over the limit.
func TestDeepNests(t *testing.T) {
	s := chain(split.MaxNodes, split.Equal)
	lines, err := s.Divide(finance.MustMoney("0.03 RUB"))
	require.NoError(t, err)
	require.Len(t, lines[0].Ways[0], split.MaxNodes)
	require.Equal(t, []string{"0.02 RUB", "0.01 RUB"}, []string{lines[0].Amount.String(), lines[1].Amount.String()})
	require.Equal(t, finance.MustRate("1/2"), lines[0].Share)
	clauses, err := s.Clauses("royalty", "gross")
	require.NoError(t, err)
	require.Equal(t, "0.02 RUB", earned(t, clauses[0], finance.MustMoney("0.03 RUB")).String())
	require.EqualError(t, chain(split.MaxNodes+1, split.Equal).Validate(), "nodes: 1001, at most 1000: over the limit")
}

// halves is a chain in which each node gives half to somebody.
func halves(n int) split.Split {
	s := chain(n, split.Equal)
	for i := range n - 1 {
		s.Nodes[i].Parts = append(s.Nodes[i].Parts, part("anna"))
	}
	return s
}

// Shares of a 2^62nd are exact, smaller ones are refused, unless they are below a
// node in order, which needs no common denominator.
func TestSmallShares(t *testing.T) {
	lines, err := halves(62).Divide(finance.MustMoney("9.99 RUB"))
	require.NoError(t, err)
	require.Equal(t, finance.MustRate("1/4611686018427387904"), lines[1].Share)
	require.Equal(t, "9.99 RUB", lines[0].Amount.String())
	require.EqualError(t, halves(63).Validate(), "nodes: shares: no common denominator within int64: overflow")
	deep := halves(400)
	deep.Nodes = append([]split.Node{withRest(node("Costs", split.InOrder, first("vera", "1.00 RUB")), "N0")}, deep.Nodes...)
	require.Equal(t, map[string]string{"vera": "1.00 RUB", "anna": "8.99 RUB", "boris": "0.00 RUB"}, divided(t, deep, "9.99 RUB"))
}

// ladder doubles the ways at each step.
func ladder(n int) split.Split {
	s := of()
	for i := range n {
		name := func(side string) string { return fmt.Sprintf("N%d%s", i+1, side) }
		for _, side := range []string{"l", "r"} {
			if i == 0 && side == "r" {
				continue
			}
			one := node(fmt.Sprintf("N%d%s", i, side), split.Equal, part(name("l")), part(name("r")))
			if i == n-1 {
				one.Parts = []split.Part{part("anna"), part("boris")}
			}
			s.Nodes = append(s.Nodes, one)
		}
	}
	return s
}

// What has too many ways to be told is refused, and fast.
func TestManyWays(t *testing.T) {
	lines, err := ladder(10).Divide(finance.MustMoney("1.00 RUB"))
	require.NoError(t, err)
	require.Len(t, lines[0].Ways, 512)
	require.Equal(t, "0.50 RUB", lines[0].Amount.String())
	began := time.Now()
	require.EqualError(t, ladder(450).Validate(), "nodes: over 100000 steps of ways to parties: over the limit")
	require.EqualError(t, ladder(13).Validate(), "nodes: over 100000 steps of ways to parties: over the limit") // 2 × 4096 ways of 13
	require.NoError(t, ladder(12).Validate())                                                                   // 2 × 2048 ways of 12
	require.Less(t, time.Since(began), 5*time.Second)
}

func TestManyParties(t *testing.T) {
	s := of(node("Aa", split.Equal))
	for i := range split.MaxParts {
		s.Nodes[0].Parts = append(s.Nodes[0].Parts, part(fmt.Sprintf("p%d", i)))
	}
	require.NoError(t, s.Validate())
	s.Nodes[0].Parts[99] = part("Bb")
	s.Nodes = append(s.Nodes, node("Bb", split.Equal, part("x"), part("y")))
	require.EqualError(t, s.Validate(), "nodes: 101 parties, at most 100: over the limit")
	s.Nodes[0].Parts = append(s.Nodes[0].Parts, part("z"))
	require.EqualError(t, s.Validate(), "nodes[0].parts: 101, at most 100: over the limit")
}

// Every field wrong, of every length: an answer with its place, and fast.
func TestHostileSplits(t *testing.T) {
	long := strings.Repeat("я", 5<<20)
	s := of(node(long, 200, split.Part{Party: accrual.Party(long), Split: long, Share: finance.MustRate("-9223372036854775807/3"), Points: -1 << 63}))
	err := s.Validate()
	require.ErrorIs(t, err, finance.ErrLimit)
	require.Less(t, len(err.Error()), 5000)
	s = of(node("A", split.Points, points("a", 1<<63-1), points("b", 1<<63-1)))
	require.Equal(t, map[string]string{"a": "0.01 RUB", "b": "0.00 RUB"}, divided(t, s, "0.01 RUB"))
	lines, err := s.Divide(finance.Minor(-1<<63, finance.RUB))
	require.NoError(t, err)
	require.Equal(t, int64(-1<<62), lines[0].Amount.Minor())
	require.Equal(t, int64(-1<<62), lines[1].Amount.Minor())
}

func TestDivideInAnotherCurrency(t *testing.T) {
	s := of(node("A", split.InOrder, first("anna", "0.30 RUB")))
	_, err := s.Divide(finance.MustMoney("1.00 USD"))
	require.EqualError(t, err, "divide: amounts in RUB, total in USD: currency")
}
