package document_test

import (
	"encoding/json"
	"maps"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/document"
)

var thirty = document.Acceptance{Days: 30, Source: "Civil Code of the Russian Federation, art. 999"}

// report is of March: 15,000.00 sold, 2,800.00 returned, a fee of 1,220.00 with
// tax: 10,980.00 to pay over, due on 10 April.
func report(t testing.TB, terms document.Acceptance, events ...document.Event) document.Report {
	t.Helper()
	sold := march()[2]
	_, drawn := draw(t, document.Register{}, "report", document.Source{Obligations: march(), Agreements: agreements, Items: []document.Item{
		{Posting: sold.Posting(), Fact: accrual.Ref{ID: "S-1", On: day("2026-03-02")}, Text: document.Words{EN: "Vase"}, Amount: rub("15000.00 RUB")},
		{Posting: sold.Posting(), Fact: accrual.Ref{ID: "B-1", On: day("2026-03-09")}, Text: document.Words{EN: "Vase, chipped"}, Amount: rub("-2800.00 RUB")},
	}})
	r := document.Report{Document: drawn[0], Terms: terms}
	for _, e := range events {
		var err error
		r, err = r.Apply(e)
		require.NoError(t, err)
	}
	return r
}

func event(a document.Action, on string) document.Event {
	return document.Event{Action: a, On: day(on), Known: day(on)}
}

func ofLine(a document.Action, on string, line int) document.Event {
	e := event(a, on)
	e.Line = line
	if a == document.Object {
		e.Reason, e.Amount = "sold at another price", rub("16000.00 RUB")
	}
	return e
}

func known(e document.Event, on string) document.Event {
	e.Known = day(on)
	return e
}

// The whole square, with refused cells. "open" is a line that nobody spoke of.
func TestLifecycle(t *testing.T) {
	sent, received := event(document.Send, "2026-04-01"), event(document.Receive, "2026-04-02")
	objected := ofLine(document.Object, "2026-04-10", 1)
	on := "2026-04-20" // of the event that is tried
	for _, c := range []struct {
		state, row string // send receive accept accept-line object uphold withdraw settle
		before     []document.Event
	}{
		{"drawn", "sent . . . . . . .", nil},
		{"sent", ". received accepted received objected . . .", []document.Event{sent}},
		{"received", ". . accepted received objected . . .", []document.Event{sent, received}},
		{"objected", ". . accepted objected objected received received .", []document.Event{sent, received, objected}},
		{"accepted", ". . . . . . . settled", []document.Event{sent, received, event(document.Accept, "2026-04-10")}},
		{"settled", ". . . . . . . .", []document.Event{sent, event(document.Accept, "2026-04-10"), event(document.Settle, "2026-04-11")}},
	} {
		walk(t, report(t, thirty, c.before...), c.state, c.row, on)
	}
	walk(t, report(t, thirty, sent, received), "deemed-accepted", ". . accepted . . . . settled", "2026-05-03")
}

// walk tries every action. Line 1 is disputed where anything is; line 2 is open.
func walk(t *testing.T, r document.Report, state, row, on string) {
	t.Helper()
	require.Equal(t, state, r.State(day(on), day(on)).String())
	for a, want := range strings.Fields(row) {
		action := document.Action(a)
		e := event(action, on)
		switch action {
		case document.Uphold, document.Withdraw:
			e = ofLine(action, on, 1)
		case document.AcceptLine, document.Object:
			e = ofLine(action, on, 2)
		}
		next, err := r.Apply(e)
		if want == "." {
			var refused *document.TransitionError
			require.ErrorAs(t, err, &refused, "%v: %v", state, action)
			require.ErrorIs(t, err, finance.ErrTransition)
			require.Equal(t, state, refused.From.String())
			require.Equal(t, action, refused.Action)
			require.Equal(t, r, next)
			continue
		}
		require.NoError(t, err, "%v: %v", state, action)
		require.Equal(t, want, next.State(day(on), day(on)).String(), "%v: %v", state, action)
		require.Equal(t, state, r.State(day(on), day(on)).String()) // the receiver does not change
	}
}

// Every action on a line in every status, in a report that is open otherwise.
func TestLifecycleOfALine(t *testing.T) {
	sent, received := event(document.Send, "2026-04-01"), event(document.Receive, "2026-04-02")
	for _, c := range []struct {
		status, row string // accept-line object uphold withdraw
		before      []document.Event
		on          string
	}{
		{"open", "agreed disputed . .", nil, "2026-04-20"},
		{"disputed", ". . corrected agreed", []document.Event{ofLine(document.Object, "2026-04-10", 1)}, "2026-04-20"},
		{"agreed", ". . . .", []document.Event{ofLine(document.AcceptLine, "2026-04-10", 1)}, "2026-04-20"},
		{"corrected", ". . . .", []document.Event{ofLine(document.Object, "2026-04-10", 1), ofLine(document.Uphold, "2026-04-11", 1)}, "2026-04-20"},
		{"deemed", ". . . .", []document.Event{ofLine(document.Object, "2026-04-10", 2)}, "2026-05-03"},
	} {
		r := report(t, thirty, append([]document.Event{sent, received}, c.before...)...)
		require.Equal(t, c.status, r.Standings(day(c.on), day(c.on))[0].Status.String())
		for i, want := range strings.Fields(c.row) {
			action := [...]document.Action{document.AcceptLine, document.Object, document.Uphold, document.Withdraw}[i]
			next, err := r.Apply(ofLine(action, c.on, 1))
			if want == "." {
				require.ErrorIs(t, err, finance.ErrTransition, "%v: %v", c.status, action)
				continue
			}
			require.NoError(t, err, "%v: %v", c.status, action)
			require.Equal(t, want, next.Standings(day(c.on), day(c.on))[0].Status.String())
		}
	}
	_, err := report(t, thirty, sent, received, ofLine(document.Object, "2026-04-10", 1)).Apply(ofLine(document.Object, "2026-05-03", 2))
	require.EqualError(t, err, "events[3]: object, line 2, on 2026-05-03: not possible in this state: objected, line deemed")
}

// Received on 2 April, the principal may object through 2 May. Source of the
// term: Civil Code of the Russian Federation, art. 999.
func TestDeemedAccepted(t *testing.T) {
	r := report(t, thirty, event(document.Send, "2026-04-01"), event(document.Receive, "2026-04-02"))
	last, ok := r.LastDay(day("2026-04-02"))
	require.True(t, ok)
	require.Equal(t, day("2026-05-02"), last)
	require.Equal(t, document.Received, r.State(day("2026-05-02"), day("2026-05-02")))
	require.Equal(t, document.DeemedAccepted, r.State(day("2026-05-03"), day("2026-05-03")))
	_, err := r.Apply(ofLine(document.Object, "2026-05-02", 1))
	require.NoError(t, err)
	_, err = r.Apply(ofLine(document.Object, "2026-05-03", 1))
	require.ErrorIs(t, err, finance.ErrTransition)
	_, ok = r.LastDay(day("2026-04-01")) // it was not known to be received
	require.False(t, ok)

	r.Terms.Days, r.Terms.Source = 0, ""
	require.Equal(t, document.Received, r.State(day("2036-05-03"), day("2036-05-03")))
	_, ok = r.LastDay(day("2026-04-02"))
	require.False(t, ok)
	_, ok = r.PayableFrom(1, day("2026-04-02"))
	require.False(t, ok)
}

// An objection of 20 April that became known on 5 May: on 4 May the report was
// deemed accepted, as far as anybody knew.
func TestTwoDates(t *testing.T) {
	r := report(t, thirty, event(document.Send, "2026-04-01"), event(document.Receive, "2026-04-02"), known(ofLine(document.Object, "2026-04-20", 1), "2026-05-05"))
	require.Equal(t, document.DeemedAccepted, r.State(day("2026-05-05"), day("2026-05-04")))
	require.Equal(t, document.Objected, r.State(day("2026-05-05"), day("2026-05-05")))
	require.Equal(t, document.Objected, r.State(day("2026-04-20"), day("2026-05-05")))
	require.Equal(t, document.Received, r.State(day("2026-04-19"), day("2026-05-05")))
	require.Equal(t, document.Sent, r.State(day("2026-04-01"), day("2026-05-05")))
	require.Equal(t, document.Drawn, r.State(day("2026-03-31"), day("2026-05-05")))
	require.Equal(t, document.Drawn, r.State(day("2026-05-05"), day("2026-03-31")))
	_, err := r.Apply(event(document.Settle, "2026-05-06"))
	require.ErrorIs(t, err, finance.ErrTransition)
	_, err = r.Apply(known(event(document.Settle, "2026-05-03"), "2026-05-04"))
	require.ErrorIs(t, err, finance.ErrOrder) // known before what is known already
	// settled on what was known then: the objection comes too late to be told
	settled := report(t, thirty, event(document.Send, "2026-04-01"), event(document.Receive, "2026-04-02"), event(document.Settle, "2026-05-04"))
	_, err = settled.Apply(known(ofLine(document.Object, "2026-04-20", 1), "2026-05-05"))
	require.ErrorIs(t, err, finance.ErrTransition)
	require.Equal(t, []string{"events[2]"}, paths(t, err))
}

func TestPayable(t *testing.T) {
	sent, received := event(document.Send, "2026-04-01"), event(document.Receive, "2026-04-02")
	objected := ofLine(document.Object, "2026-04-05", 2)
	word, atOnce := thirty, thirty
	word.Payout, atOnce.Payout = document.OnWord, document.AtOnce
	for _, c := range []struct {
		name    string
		terms   document.Acceptance
		events  []document.Event
		from    string // of line 1
		on      string
		payable string
	}{
		{"nothing before anything is accepted", thirty, []document.Event{sent, received}, "2026-05-03", "2026-05-02", "0.00 RUB"},
		{"deemed accepted", thirty, []document.Event{sent, received}, "2026-05-03", "2026-05-03", "10980.00 RUB"},
		{"accepted before it is due", thirty, []document.Event{sent, received, event(document.Accept, "2026-04-03")}, "2026-04-10", "2026-04-09", "0.00 RUB"},
		{"accepted and due", thirty, []document.Event{sent, received, event(document.Accept, "2026-04-03")}, "2026-04-10", "2026-04-10", "10980.00 RUB"},
		{"two lines accepted", thirty, []document.Event{sent, received, ofLine(document.AcceptLine, "2026-04-12", 1), ofLine(document.AcceptLine, "2026-04-13", 3)}, "2026-04-12", "2026-04-13", "13780.00 RUB"},
		{"the fee alone", thirty, []document.Event{sent, received, ofLine(document.AcceptLine, "2026-04-12", 3)}, "2026-05-03", "2026-04-13", "0.00 RUB"},
		{"a return disputed", thirty, []document.Event{sent, received, objected}, "2026-05-03", "2026-05-03", "13780.00 RUB"},
		{"the objection upheld", thirty, []document.Event{sent, received, objected, ofLine(document.Uphold, "2026-05-06", 2)}, "2026-05-03", "2026-05-06", "10980.00 RUB"},
		{"no word", word, []document.Event{sent, received}, "", "2026-06-01", "0.00 RUB"},
		{"a late word", word, []document.Event{sent, received, event(document.Accept, "2026-06-01")}, "2026-06-01", "2026-06-01", "10980.00 RUB"},
		{"a late word where none is needed", thirty, []document.Event{sent, received, objected, event(document.Accept, "2026-06-01")}, "2026-05-03", "2026-05-03", "13780.00 RUB"},
		{"without waiting", atOnce, nil, "2026-04-10", "2026-04-10", "10980.00 RUB"},
		{"not even for a dispute", atOnce, []document.Event{sent, received, objected}, "2026-04-10", "2026-04-10", "10980.00 RUB"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := report(t, c.terms, c.events...)
			from, ok := r.PayableFrom(1, day("2026-12-31"))
			require.Equal(t, c.from != "", ok)
			require.Equal(t, c.from, from.String())
			sum, err := r.Payable(day(c.on), day("2026-12-31"))
			require.NoError(t, err)
			require.Equal(t, rub(c.payable), sum)
		})
	}
	_, ok := report(t, atOnce).PayableFrom(0, day("2026-12-31"))
	require.False(t, ok)
	_, ok = report(t, atOnce).PayableFrom(4, day("2026-12-31"))
	require.False(t, ok)
}

// The vase was sold for 16,000.00: the sale is voided and recorded anew.
func TestCorrections(t *testing.T) {
	r := report(t, thirty, event(document.Send, "2026-04-01"), event(document.Receive, "2026-04-02"),
		ofLine(document.Object, "2026-04-05", 1), ofLine(document.Object, "2026-04-06", 3), known(ofLine(document.Uphold, "2026-04-07", 1), "2026-04-08"))
	none, err := r.Corrections(day("2026-04-07"))
	require.NoError(t, err)
	require.Empty(t, none)
	agreed := ofLine(document.Uphold, "2026-04-09", 3)
	agreed.Amount = rub("1220.00 RUB") // as it was
	r, err = r.Apply(agreed)
	require.NoError(t, err)
	list, err := r.Corrections(day("2026-04-09"))
	require.NoError(t, err)
	require.Len(t, list, 1)
	c := list[0]
	require.Equal(t, document.Correction{
		Line: 1, Posting: march()[2].Posting(), Key: march()[2].Key, Fact: accrual.Ref{ID: "S-1", On: day("2026-03-02")}, Reason: "sold at another price",
		Was: rub("15000.00 RUB"), Becomes: rub("16000.00 RUB"), Difference: rub("1000.00 RUB"), On: day("2026-04-07"), Known: day("2026-04-08"),
	}, c)
	void, ok := c.Void("V-1")
	require.True(t, ok)
	require.Equal(t, accrual.Fact{ID: "V-1", Agreement: "C-1", On: day("2026-04-07"), Known: day("2026-04-08"), Voids: c.Fact}, void)
	require.NoError(t, void.Validate())
	_, ok = document.Correction{}.Void("V-2")
	require.False(t, ok)
	require.Equal(t, document.Received, r.State(day("2026-04-09"), day("2026-04-09"))) // a line is open
	r, err = r.Apply(ofLine(document.AcceptLine, "2026-04-10", 2))
	require.NoError(t, err)
	require.Equal(t, document.Accepted, r.State(day("2026-04-10"), day("2026-04-10")))
}

// A correction has a life too: what is objected to and agreed is the difference.
func TestReportOfACorrection(t *testing.T) {
	_, drawn := draw(t, document.Register{}, "upd", document.Source{Obligations: march()[:1], Agreements: agreements})
	held, err := document.Register{}.Add(drawn...)
	require.NoError(t, err)
	_, drawn = draw(t, held, "ukd", document.Source{Obligations: []accrual.Obligation{adjusts(march()[0], "2026-04", "-5000.00 RUB", "-1100.00 RUB")}, Agreements: agreements})
	r := document.Report{Document: drawn[0], Terms: thirty}
	objected := ofLine(document.Object, "2026-05-12", 1)
	objected.Amount = rub("-7000.00 RUB")
	for _, e := range []document.Event{event(document.Send, "2026-05-10"), event(document.Receive, "2026-05-11"), objected, ofLine(document.Uphold, "2026-05-13", 1)} {
		r, err = r.Apply(e)
		require.NoError(t, err)
	}
	list, err := r.Corrections(day("2026-05-13"))
	require.NoError(t, err)
	require.Equal(t, []finance.Money{rub("-6100.00 RUB"), rub("-7000.00 RUB"), rub("-900.00 RUB")}, []finance.Money{list[0].Was, list[0].Becomes, list[0].Difference})

	r.Document.Form = document.SetOffs
	require.ErrorContains(t, r.Validate(), "document.form: set-off, not charges: conflict")
}

func TestReportRefuses(t *testing.T) {
	r := report(t, thirty, event(document.Send, "2026-04-01"))
	for _, c := range []struct {
		path string
		is   error
		e    document.Event
	}{
		{"action", finance.ErrRange, event(8, "2026-04-02")},
		{"on", finance.ErrMissing, document.Event{Action: document.Receive, Known: day("2026-04-02")}},
		{"known", finance.ErrMissing, document.Event{Action: document.Receive, On: day("2026-04-02")}},
		{"known", finance.ErrOrder, known(event(document.Receive, "2026-04-02"), "2026-04-01")},
		{"line", finance.ErrConflict, ofLine(document.Accept, "2026-04-02", 1)},
		{"line", finance.ErrRange, ofLine(document.AcceptLine, "2026-04-02", 4)},
		{"line", finance.ErrRange, ofLine(document.Object, "2026-04-02", 0)},
		{"reason", finance.ErrMissing, document.Event{Action: document.Object, On: day("2026-04-02"), Known: day("2026-04-02"), Line: 1, Amount: rub("1.00 RUB")}},
		{"reason", finance.ErrConflict, document.Event{Action: document.Accept, On: day("2026-04-02"), Known: day("2026-04-02"), Reason: "x"}},
		{"reason", finance.ErrLimit, document.Event{Action: document.Object, On: day("2026-04-02"), Known: day("2026-04-02"), Line: 1, Amount: rub("1.00 RUB"), Reason: strings.Repeat("x", 10<<20)}},
		{"amount", finance.ErrMissing, document.Event{Action: document.Object, On: day("2026-04-02"), Known: day("2026-04-02"), Line: 1, Reason: "x"}},
		{"amount", finance.ErrCurrency, document.Event{Action: document.Object, On: day("2026-04-02"), Known: day("2026-04-02"), Line: 1, Reason: "x", Amount: rub("1.00 EUR")}},
		{"amount", finance.ErrConflict, document.Event{Action: document.Accept, On: day("2026-04-02"), Known: day("2026-04-02"), Amount: rub("1.00 RUB")}},
	} {
		_, err := r.Apply(c.e)
		require.ErrorIs(t, err, c.is, c.path)
		require.Equal(t, []string{"events[1]." + c.path}, paths(t, err))
	}
	r.Terms = document.Acceptance{Days: -1, Payout: 3}
	require.Equal(t, []string{"terms.days", "terms.payout"}, paths(t, r.Validate()))
	r.Terms = document.Acceptance{Days: 3661}
	require.Equal(t, []string{"terms.days", "terms.source"}, paths(t, r.Validate()))
	_, act := draw(t, document.Register{}, "act", document.Source{Obligations: march()})
	require.NoError(t, document.Report{Document: act[0]}.Validate()) // an act has the same life
	require.Error(t, document.Report{}.Validate())
}

func TestReportJSON(t *testing.T) {
	r := report(t, thirty, event(document.Send, "2026-04-01"), known(ofLine(document.Object, "2026-04-05", 1), "2026-04-07"))
	text, err := json.Marshal(r)
	require.NoError(t, err)
	require.Contains(t, string(text), `"schema":1,`)
	var read document.Report
	require.NoError(t, json.Unmarshal(text, &read))
	require.Equal(t, r, read)
	require.Error(t, json.Unmarshal([]byte(strings.Replace(string(text), `"object"`, `"settle"`, 1)), &read))
	require.Zero(t, read)
	err = json.Unmarshal([]byte(strings.Replace(string(text), `"schema":1,`, `"schema":2,`, 1)), &read)
	require.ErrorIs(t, err, finance.ErrUnknown)
}

// A line that should not be there is objected to with 0.00, and that is what is
// read again, as is an objection that was upheld at 0.00.
func TestReportJSONOfNothing(t *testing.T) {
	objected := ofLine(document.Object, "2026-04-05", 1)
	objected.Amount = rub("0.00 RUB")
	upheld := ofLine(document.Uphold, "2026-04-07", 2)
	upheld.Amount = rub("0.00 RUB")
	r := report(t, thirty, event(document.Send, "2026-04-01"), event(document.Receive, "2026-04-02"), objected, ofLine(document.Object, "2026-04-06", 2), upheld)
	text, err := json.Marshal(r)
	require.NoError(t, err)
	var read document.Report
	require.NoError(t, json.Unmarshal(text, &read))
	require.Equal(t, r, read)
}

// The lines that are payable are those of which PayableFrom says so.
func TestPayableLines(t *testing.T) {
	r := report(t, thirty, event(document.Send, "2026-04-01"), event(document.Receive, "2026-04-02"), ofLine(document.Object, "2026-04-05", 2), ofLine(document.AcceptLine, "2026-04-08", 3))
	for _, known := range []civil.Date{day("2026-04-01"), day("2026-04-02"), day("2026-04-05"), day("2026-04-08")} {
		got := maps.Collect(r.PayableLines(known))
		want := map[int]civil.Date{}
		for n := range r.Document.Lines {
			if from, ok := r.PayableFrom(n+1, known); ok {
				want[n+1] = from
			}
		}
		require.Equal(t, want, got)
	}
	for n, from := range r.PayableLines(day("2026-04-08")) {
		require.Equal(t, 1, n)
		require.Equal(t, day("2026-05-03"), from)
		break
	}
}

// Whatever was known on a day, the state is what the events known by then say,
// whenever they are asked for.
func TestKnownLaterChangesNothingKnownBefore(t *testing.T) {
	events := []document.Event{
		event(document.Send, "2026-04-01"), event(document.Receive, "2026-04-02"),
		known(ofLine(document.Object, "2026-04-12", 1), "2026-04-14"), known(ofLine(document.AcceptLine, "2026-04-11", 2), "2026-04-15"),
		ofLine(document.Withdraw, "2026-05-20", 1), event(document.Settle, "2026-05-21"),
	}
	for n := range events {
		before := report(t, thirty, events[:n]...)
		after := report(t, thirty, events...)
		for d := day("2026-03-30"); d.Before(day("2026-06-01")); d = d.AddDays(1) {
			at := events[n].Known.AddDays(-1)
			require.Equal(t, before.State(d, at), after.State(d, at), "%v of %d", d, n)
			require.Equal(t, before.Standings(d, at), after.Standings(d, at))
		}
	}
	require.Equal(t, document.Settled, report(t, thirty, events...).State(civil.MustDate("2026-05-21"), civil.MustDate("2026-05-21")))
}
