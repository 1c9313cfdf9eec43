package partnership_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/partnership"
)

// two is an exchange of two clusters (fictional), one hosting each way.
func two() partnership.Exchange {
	return partnership.Exchange{
		Partners: []partnership.Partner{
			{ID: "north", Name: "North cluster (fictional)", Region: "RU-SA", Since: day("2025-11-27")},
			{ID: "south", Name: "South cluster (fictional)", Region: "RU-AMU", Since: day("2025-11-27")},
		},
		Hostings: []partnership.Hosting{
			hosting("north-south", "north", "south", "2026-01-01/2027-01-01", "3.00"),
			hosting("south-north", "south", "north", "2026-03-01/..", "2.00"),
		},
	}
}

func hosting(id string, host, guest accrual.Party, term, quota string) partnership.Hosting {
	return partnership.Hosting{
		ID: id, Host: host, Guest: guest, Term: period(term),
		Signed: day("2025-12-01"), Known: day("2025-12-02"), Quota: partnership.MustMetres(quota),
	}
}

func placement(id, hosting, days, metres string) partnership.Placement {
	return partnership.Placement{
		ID: id, Hosting: hosting, Brand: "brand " + id, Period: period(days),
		Metres: partnership.MustMetres(metres), Known: period(days).From,
	}
}

// problems are the paths and kinds of what is wrong, as in "hostings[1].quota missing".
func problems(t *testing.T, err error) []string {
	t.Helper()
	if err == nil {
		return nil
	}
	var wrong finance.Problems
	require.True(t, errors.As(err, &wrong), "%v", err)
	var texts []string
	for p := range wrong.All() {
		texts = append(texts, p.Path+" "+finance.Code(p.Err))
	}
	return texts
}

func TestExchangeIsValid(t *testing.T) {
	require.NoError(t, two().Validate())
	require.NoError(t, partnership.Exchange{}.Validate(), "nobody, nothing")
}

// Each row breaks one thing and names where it must be reported.
func TestExchangeRefused(t *testing.T) {
	long := strings.Repeat("x", accrual.MaxText+1)
	for name, c := range map[string]struct {
		spoil func(e *partnership.Exchange)
		want  []string
	}{
		"partner without id":     {func(e *partnership.Exchange) { e.Partners = append(e.Partners, partnership.Partner{}) }, []string{"partners[2].id missing", "partners[2].name missing", "partners[2].region missing", "partners[2].since missing"}},
		"long names":             {func(e *partnership.Exchange) { e.Partners[0].Name = long }, []string{"partners[0].name limit"}},
		"no region":              {func(e *partnership.Exchange) { e.Partners[0].Region = "Yakutia" }, []string{"partners[0].region syntax"}},
		"partner twice":          {func(e *partnership.Exchange) { e.Partners = append(e.Partners, e.Partners[0]) }, []string{"partners[2].id duplicate"}},
		"hosting without id":     {func(e *partnership.Exchange) { e.Hostings[0].ID = "" }, []string{"hostings[0].id missing"}},
		"hosting with a long id": {func(e *partnership.Exchange) { e.Hostings[0].ID = long }, []string{"hostings[0].id limit"}},
		"hosting twice":          {func(e *partnership.Exchange) { e.Hostings[1].ID = e.Hostings[0].ID }, []string{"hostings[1].id duplicate"}},
		"no host":                {func(e *partnership.Exchange) { e.Hostings[0].Host = "" }, []string{"hostings[0].host missing"}},
		"no guest":               {func(e *partnership.Exchange) { e.Hostings[0].Guest = "" }, []string{"hostings[0].guest missing"}},
		"neither":                {func(e *partnership.Exchange) { e.Hostings[0].Host, e.Hostings[0].Guest = "", "" }, []string{"hostings[0].host missing", "hostings[0].guest missing"}},
		"unknown host":           {func(e *partnership.Exchange) { e.Hostings[1].Host = "west" }, []string{"hostings[1].host unknown"}},
		"unknown guest":          {func(e *partnership.Exchange) { e.Hostings[1].Guest = "west" }, []string{"hostings[1].guest unknown"}},
		"its own guest":          {func(e *partnership.Exchange) { e.Hostings[0].Guest = "north" }, []string{"hostings[0].guest conflict"}},
		"reversed term":          {func(e *partnership.Exchange) { e.Hostings[0].Term.To = day("2026-01-01") }, []string{"hostings[0].term.to order"}},
		"no term":                {func(e *partnership.Exchange) { e.Hostings[0].Term = civil.Period{} }, []string{"hostings[0].term.from missing"}},
		"before the host":        {func(e *partnership.Exchange) { e.Partners[0].Since = day("2026-01-02") }, []string{"hostings[0].host order"}},
		"before the guest":       {func(e *partnership.Exchange) { e.Partners[1].Since = day("2026-01-02") }, []string{"hostings[0].guest order"}},
		"not signed":             {func(e *partnership.Exchange) { e.Hostings[0].Signed = civil.Date{} }, []string{"hostings[0].signed missing"}},
		"not known":              {func(e *partnership.Exchange) { e.Hostings[0].Known = civil.Date{} }, []string{"hostings[0].known missing"}},
		"known before signed":    {func(e *partnership.Exchange) { e.Hostings[0].Known = day("2025-11-30") }, []string{"hostings[0].known order"}},
		"zero quota":             {func(e *partnership.Exchange) { e.Hostings[0].Quota = 0 }, []string{"hostings[0].quota missing"}},
		"negative quota":         {func(e *partnership.Exchange) { e.Hostings[0].Quota = -1 }, []string{"hostings[0].quota negative"}},
		"endless quota":          {func(e *partnership.Exchange) { e.Hostings[0].Quota = partnership.MaxMetres + 1 }, []string{"hostings[0].quota limit"}},
		"empty category":         {func(e *partnership.Exchange) { e.Hostings[0].Categories = []string{"ceramics", ""} }, []string{"hostings[0].categories[1] missing"}},
		"category twice":         {func(e *partnership.Exchange) { e.Hostings[0].Categories = []string{"ceramics", "ceramics"} }, []string{"hostings[0].categories[1] duplicate"}},
	} {
		e := two()
		c.spoil(&e)
		require.Equal(t, c.want, problems(t, e.Validate()), name)
	}
}

// What is allowed at the edge.
func TestExchangeAtTheEdge(t *testing.T) {
	e := two()
	e.Partners[0].Since = day("2026-01-01") // the day on which the first hosting begins
	e.Partners[0].Name = strings.Repeat("x", accrual.MaxText)
	e.Hostings[0].Known = e.Hostings[0].Signed
	e.Hostings[0].Quota = partnership.MaxMetres
	e.Hostings[1].Quota = 1
	e.Hostings[0].Categories = []string{"ceramics", "textiles"}
	require.NoError(t, e.Validate())
}

// Each row breaks one of two placements.
func TestPlacementsRefused(t *testing.T) {

	for name, c := range map[string]struct {
		spoil func(p *partnership.Placement)
		want  []string
	}{
		"no id":                 {func(p *partnership.Placement) { p.ID = "" }, []string{"placements[1].id missing"}},
		"no hosting":            {func(p *partnership.Placement) { p.Hosting = "" }, []string{"placements[1].hosting missing"}},
		"unknown hosting":       {func(p *partnership.Placement) { p.Hosting = "east-west" }, []string{"placements[1].hosting unknown"}},
		"no brand":              {func(p *partnership.Placement) { p.Brand = "" }, []string{"placements[1].brand missing"}},
		"long category":         {func(p *partnership.Placement) { p.Category = strings.Repeat("x", accrual.MaxText+1) }, []string{"placements[1].category limit"}},
		"no period":             {func(p *partnership.Placement) { p.Period = civil.Period{} }, []string{"placements[1].period.from missing"}},
		"reversed period":       {func(p *partnership.Placement) { p.Period.To = day("2026-01-31") }, []string{"placements[1].period.to order"}},
		"before the term":       {func(p *partnership.Placement) { p.Period.From = day("2025-12-31") }, []string{"placements[1].period range"}},
		"open, before the term": {func(p *partnership.Placement) { p.Period = period("2025-12-31/..") }, []string{"placements[1].period range"}},
		"after the term":        {func(p *partnership.Placement) { p.Period.To = day("2027-01-02") }, []string{"placements[1].period range"}},
		"outside the term":      {func(p *partnership.Placement) { p.Period = period("2027-02-01/2027-03-01") }, []string{"placements[1].period range"}},
		"no metres":             {func(p *partnership.Placement) { p.Metres = 0 }, []string{"placements[1].metres missing"}},
		"negative metres":       {func(p *partnership.Placement) { p.Metres = -1 }, []string{"placements[1].metres negative"}},
		"endless metres":        {func(p *partnership.Placement) { p.Metres = partnership.MaxMetres + 1 }, []string{"placements[1].metres limit"}},
		"not known":             {func(p *partnership.Placement) { p.Known = civil.Date{} }, []string{"placements[1].known missing"}},
		"before its hosting":    {func(p *partnership.Placement) { p.Known = day("2025-12-01") }, []string{"placements[1].known order"}},
		"same id, other goods":  {func(p *partnership.Placement) { p.ID = "P-1" }, []string{"placements[1].id conflict"}},
		"over the quota":        {func(p *partnership.Placement) { p.Metres = 101 }, []string{"placements[1].metres limit"}},
		"voids and places":      {func(p *partnership.Placement) { p.Voids = accrual.Ref{ID: "P-1", On: day("2026-02-01")} }, []string{"placements[1].voids conflict"}},
		"nothing wrong":         {func(*partnership.Placement) {}, nil},
		"a retry": {func(p *partnership.Placement) {
			*p = placement("P-1", "north-south", "2026-02-01/2026-04-01", "2.00")
		}, nil},
		"exactly the quota": {func(p *partnership.Placement) { p.Metres = 100 }, nil},
		"exactly the term":  {func(p *partnership.Placement) { p.Period = period("2026-01-01/2027-01-01") }, nil},
		"open end":          {func(p *partnership.Placement) { p.Period = period("2026-03-01/..") }, nil},
		"known on the day":  {func(p *partnership.Placement) { p.Known = day("2025-12-02") }, nil},
	} {
		placements := []partnership.Placement{
			placement("P-1", "north-south", "2026-02-01/2026-04-01", "2.00"),
			placement("P-2", "north-south", "2026-03-01/2026-05-01", "0.50"),
		}
		c.spoil(&placements[1])
		err := two().Check(placements)
		require.Equal(t, c.want, problems(t, err), name)
		_, err = two().Stays(period("2026-01-01/2027-01-01"), placements)
		if len(c.want) > 0 && name != "over the quota" {
			require.Equal(t, c.want, problems(t, err), name)
		} else {
			require.NoError(t, err, name)
		}
	}
}

// Where a hosting names categories, others are refused, and goods without one.
func TestCategories(t *testing.T) {
	e := two()
	e.Hostings[0].Categories = []string{"ceramics", "textiles"}
	placements := []partnership.Placement{
		placement("P-1", "north-south", "2026-02-01/2026-03-01", "1.00"),
		placement("P-2", "north-south", "2026-02-01/2026-03-01", "1.00"),
		placement("P-3", "north-south", "2026-02-01/2026-03-01", "1.00"),
		placement("P-4", "south-north", "2026-04-01/2026-05-01", "1.00"),
	}
	placements[0].Category, placements[1].Category, placements[3].Category = "textiles", "soap", "soap"
	require.Equal(t, []string{"placements[1].category unknown", "placements[2].category unknown"}, problems(t, e.Check(placements)))
}

// A fact that voids names its placement by id and day, under the same hosting,
// once, and no earlier than it was known.
func TestVoidsRefused(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(v *partnership.Placement)
		want  []string
	}{
		"nothing wrong":      {func(*partnership.Placement) {}, nil},
		"unknown":            {func(v *partnership.Placement) { v.Voids.ID = "P-9" }, []string{"placements[0].voids unknown"}},
		"another day":        {func(v *partnership.Placement) { v.Voids.On = day("2026-02-02") }, []string{"placements[0].voids unknown"}},
		"no day":             {func(v *partnership.Placement) { v.Voids.On = civil.Date{} }, []string{"placements[0].voids missing"}},
		"no id":              {func(v *partnership.Placement) { v.Voids.ID = "" }, []string{"placements[0].voids missing"}},
		"another hosting":    {func(v *partnership.Placement) { v.Hosting = "south-north" }, []string{"placements[0].voids unknown"}},
		"unknown hosting":    {func(v *partnership.Placement) { v.Hosting = "east" }, []string{"placements[0].hosting unknown"}},
		"before it is known": {func(v *partnership.Placement) { v.Known = day("2026-01-31") }, []string{"placements[0].known order"}},
		"itself":             {func(v *partnership.Placement) { v.Voids.ID = "V-1" }, []string{"placements[0].voids unknown"}},
		"with a brand":       {func(v *partnership.Placement) { v.Brand = "brand" }, []string{"placements[0].voids conflict"}},
		"on the same day":    {func(v *partnership.Placement) { v.Known = day("2026-02-01") }, nil},
	} {
		placements := []partnership.Placement{
			{ID: "V-1", Hosting: "north-south", Known: day("2026-02-10"), Voids: accrual.Ref{ID: "P-1", On: day("2026-02-01")}},
			placement("P-1", "north-south", "2026-02-01/2026-04-01", "2.00"),
		}
		c.spoil(&placements[0])
		require.Equal(t, c.want, problems(t, two().Check(placements)), name)
	}
	twice := []partnership.Placement{
		placement("P-1", "north-south", "2026-02-01/2026-04-01", "2.00"),
		{ID: "V-1", Hosting: "north-south", Known: day("2026-02-10"), Voids: accrual.Ref{ID: "P-1", On: day("2026-02-01")}},
		{ID: "V-1", Hosting: "north-south", Known: day("2026-02-10"), Voids: accrual.Ref{ID: "P-1", On: day("2026-02-01")}}, // a retry
		{ID: "V-2", Hosting: "north-south", Known: day("2026-02-11"), Voids: accrual.Ref{ID: "P-1", On: day("2026-02-01")}},
	}
	require.Equal(t, []string{"placements[3].voids duplicate"}, problems(t, two().Check(twice)))
}

// Terms and facts are read by the names of their fields, and written the same.
func TestJSON(t *testing.T) {
	terms := `{"partners":[{"id":"north","name":"North cluster (fictional)","region":"RU-SA","since":"2025-11-27"},` +
		`{"id":"south","name":"South cluster (fictional)","region":"RU-AMU","since":"2025-11-27"}],` +
		`"hostings":[{"id":"north-south","host":"north","guest":"south","term":"2026-01-01/2027-01-01","signed":"2025-12-01","known":"2025-12-02","quota":"3.00"},` +
		`{"id":"south-north","host":"south","guest":"north","term":"2026-03-01/..","signed":"2025-12-01","known":"2025-12-02","quota":"2.00"}]}`
	var e partnership.Exchange
	require.NoError(t, json.Unmarshal([]byte(terms), &e))
	require.Equal(t, two(), e)
	text, err := json.Marshal(e)
	require.NoError(t, err)
	require.Equal(t, terms, string(text))
	fact := `{"id":"P-1","hosting":"north-south","brand":"brand P-1","period":"2026-02-01/..","metres":"2.00","known":"2026-02-01"}`
	var p partnership.Placement
	require.NoError(t, json.Unmarshal([]byte(fact), &p))
	require.Equal(t, placement("P-1", "north-south", "2026-02-01/..", "2"), p)
	text, err = json.Marshal(p)
	require.NoError(t, err)
	require.Equal(t, fact, string(text))
}

// What was known before a cut-off, of terms and of facts; the lists are new.
func TestKnownBefore(t *testing.T) {
	e := two()
	e.Hostings[1].Known = day("2026-02-20")
	e.Hostings[0].Categories = []string{"ceramics"}
	require.Empty(t, e.KnownBefore(day("2025-12-02")).Hostings)
	require.Len(t, e.KnownBefore(day("2025-12-03")).Hostings, 1)
	require.Len(t, e.KnownBefore(day("2026-02-20")).Hostings, 1)
	known := e.KnownBefore(day("2026-02-21"))
	require.Equal(t, e, known)
	known.Hostings[0].Categories[0], known.Partners[0].Name = "soap", "another"
	require.Equal(t, "ceramics", e.Hostings[0].Categories[0])
	require.Equal(t, "North cluster (fictional)", e.Partners[0].Name)

	placements := []partnership.Placement{
		placement("P-1", "north-south", "2026-02-01/2026-04-01", "2.00"),
		placement("P-2", "north-south", "2026-03-01/2026-04-01", "1.00"),
	}
	require.Empty(t, partnership.KnownBefore(placements, day("2026-02-01")))
	require.Equal(t, placements[:1], partnership.KnownBefore(placements, day("2026-03-01")))
	require.Equal(t, placements, partnership.KnownBefore(placements, day("2026-03-02")))
	require.Equal(t, "P-2", placements[1].ID, "the host's list is left alone")
}

// A term to 1 January ends within one day of its last, 31 December.
func TestEnding(t *testing.T) {
	e := two() // ends 2027-01-01, and never
	e.Hostings[0].Categories = []string{"ceramics"}
	ids := func(on string, days int) (ids []string) {
		for _, h := range e.Ending(day(on), days) {
			ids = append(ids, h.ID)
		}
		return ids
	}
	require.Equal(t, []string{"north-south"}, ids("2026-12-31", 1))
	require.Empty(t, ids("2026-12-31", 0))
	require.Equal(t, []string{"north-south"}, ids("2026-12-02", 30))
	require.Empty(t, ids("2026-12-01", 30))
	require.Empty(t, ids("2027-01-01", 30), "it has ended")
	require.Empty(t, ids("2025-12-31", 1000), "it has not begun")
	e.Ending(day("2026-12-31"), 1)[0].Categories[0] = "soap"
	require.Equal(t, "ceramics", e.Hostings[0].Categories[0])
}
