package civil_test

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance/civil"
)

// published is one worked case of testdata/cases.json: figures from public
// sources (mark S) or edge cases of our own (A). None of the file is left out.
type published struct {
	ID, Kind, Title, Source, Mark string
	Given                         struct {
		Calendar *offDays
		Items    []item
	}
	Want struct {
		Days, Fractions, Decimals []string
		Dates                     json.RawMessage // a list, or a list of lists
	}
}

type item struct {
	Start, End civil.Date
	Convention string // a day count, or what to do on a day off
	Frequency  int    `json:",string"`
	Periods    []struct{ Start, End civil.Date }
	Feb28      string `json:"feb_28_rule"`

	Date   civil.Date
	Months oneOrMore
	Rule   string

	Tenor, Roll, Stub, Direction, Adjust string
	IncludeEnd                           bool `json:"include_end"`
	Calendar                             offDays
}

func (i item) period() civil.Period { return civil.Period{From: i.Start, To: i.End} }

// oneOrMore is a number as text, or a list of them.
type oneOrMore []string

func (m *oneOrMore) UnmarshalJSON(b []byte) error {
	if b[0] == '[' {
		return json.Unmarshal(b, (*[]string)(m))
	}
	*m = make([]string, 1)
	return json.Unmarshal(b, &(*m)[0])
}

// offDays is a calendar as the cases write it: the last day that it defines is
// included, and without one it holds for ever.
type offDays struct {
	Weekend     []string
	Holidays    []civil.Date
	WorkingDays []civil.Date `json:"working_days"`
	DefinedFrom civil.Date   `json:"defined_from"`
	DefinedTo   civil.Date   `json:"defined_to"`
}

func (o offDays) calendar(t *testing.T) civil.Calendar {
	t.Helper()
	require.Equal(t, []string{"SAT", "SUN"}, o.Weekend)
	covers := civil.Period{From: o.DefinedFrom, To: o.DefinedTo.AddDays(1)}
	if o.DefinedFrom.IsZero() {
		covers.From = civil.MustDate("0001-01-01")
	}
	c := civil.Calendar{Covers: covers, Weekend: weekend, Off: o.Holidays, Working: o.WorkingDays, Source: "the case"}
	require.NoError(t, c.Validate())
	return c
}

// dates reads the wanted dates of all items as T.
func dates[T any](t *testing.T, c published) []T {
	t.Helper()
	var all []T
	require.NoError(t, json.Unmarshal(c.Want.Dates, &all))
	require.Len(t, all, len(c.Given.Items))
	return all
}

// casesOf runs test on each published case of a kind, under its id.
func casesOf(t *testing.T, kind string, test func(t *testing.T, c published)) {
	t.Helper()
	text, err := os.ReadFile("testdata/cases.json")
	require.NoError(t, err)
	var all []published
	require.NoError(t, json.Unmarshal(text, &all))
	found := false
	for _, c := range all {
		if c.Kind == kind {
			found = true
			t.Run(c.ID+" "+c.Title, func(t *testing.T) { test(t, c) })
		}
	}
	require.True(t, found, "no case of kind %s", kind)
}
