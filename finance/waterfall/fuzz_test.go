package waterfall_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/waterfall"
)

// A state is read as it was written or refused, and then stays as it was.
// Seeds: what a step writes; another spelling of it; other parties; below zero.
func FuzzState(f *testing.F) {
	p := waterfall.Part{Terms: promote(), Party: "sponsor"}
	span := accrual.Span{Window: p.Terms.Term, Since: day("2025-01-01"), To: day("2026-02-01"), Currency: finance.RUB}
	facts := waterfall.Facts{
		Contributions: []waterfall.Contribution{in("2025-01-01", "investor", "1000")},
		Proceeds:      []waterfall.Proceeds{came("2026-01-01", "1500")},
	}.Accrual("a", "")
	_, state, err := p.Step("", span, facts)
	require.NoError(f, err)
	f.Add(string(state))
	f.Add(" " + string(state))
	f.Add(`{"books":[{"at":"2025-01-01","holders":[{"in":1,"capital":1,"out":0,"preferred":{"base":0,"now":0}}]}],"short":[0]}`)
	f.Add(`{"books":null,"short":null}`)
	f.Add("")
	span.Since, span.To = span.To, day("2027-02-01")
	later := waterfall.Facts{Proceeds: []waterfall.Proceeds{came("2027-01-01", "10")}}.Accrual("a", "later")
	f.Fuzz(func(t *testing.T, text string) {
		lines, next, err := p.Step(accrual.State(text), span, later)
		if err != nil {
			require.Empty(t, lines)
			require.Equal(t, accrual.State(text), next)
			return
		}
		_, again, err := p.Step(next, span, nil)
		require.NoError(t, err)
		require.Equal(t, next, again)
	})
}

// What does not fit the terms is refused, each with its kind.
func TestBadState(t *testing.T) {
	p := waterfall.Part{Terms: promote(), Party: "sponsor"}
	p.Terms.Tiers = p.Terms.Tiers[4:]
	span := accrual.Span{Window: p.Terms.Term, Since: day("2025-02-01"), To: day("2026-02-01"), Currency: finance.RUB}
	facts := waterfall.Facts{Proceeds: []waterfall.Proceeds{came("2026-01-01", "10")}}.Accrual("a", "")
	const holder = `{"in":2,"capital":1,"out":0,"preferred":{"base":0,"now":0}}`
	book := func(holders, rest string) string {
		return `{"books":[{"at":"2025-01-01","holders":[` + holders + `],"hurdles":[{"base":0,"now":0}]` + rest + `}],"short":[0]}`
	}
	for text, want := range map[string]error{
		book(holder+","+holder, ""):  nil,
		book(holder+","+holder, " "): finance.ErrSyntax,
		`{`:                          finance.ErrSyntax,
		book(holder, ""):             finance.ErrConflict,
		book(holder+","+holder, `,"profit":1,"promote":2`):                                    finance.ErrRange,
		book(holder+","+holder, `,"profit":-1`):                                               finance.ErrRange,
		book(holder+","+holder, `,"promote":-1`):                                              finance.ErrRange,
		book(holder+","+`{"in":2,"capital":-1,"out":0,"preferred":{"base":0,"now":0}}`, ""):   finance.ErrNegative,
		book(holder+","+`{"in":2,"capital":1,"out":0,"preferred":{"base":0,"now":-1}}`, ""):   finance.ErrNegative,
		book(holder+","+holder, `,"profit":-1,"promote":-1`):                                  finance.ErrRange,
		book(holder+","+`{"in":2,"capital":3,"out":0,"preferred":{"base":0,"now":0}}`, ""):    finance.ErrNegative,
		book(holder+","+`{"in":2,"capital":1,"out":-1,"preferred":{"base":0,"now":0}}`, ""):   finance.ErrNegative,
		book(holder+","+`{"in":2,"capital":1,"out":0,"preferred":{"base":-1,"now":0}}`, ""):   finance.ErrNegative,
		`{"books":null,"short":null}`:                                                         finance.ErrConflict,
		book(holder+","+holder, "")[:len(book(holder+","+holder, ""))-len(`[0]}`)] + `[1]}`:   finance.ErrRange,
		book(holder+","+holder, "")[:len(book(holder+","+holder, ""))-len(`[0]}`)] + `[0,0]}`: finance.ErrConflict,
	} {
		_, _, err := p.Step(accrual.State(text), span, facts)
		require.ErrorIs(t, err, want, text)
	}
}
