package data

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"github.com/creative-cluster/kvartal/brand"
	"github.com/creative-cluster/kvartal/cluster"
	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
	"github.com/creative-cluster/kvartal/finance/revshare"
	"github.com/creative-cluster/kvartal/finance/terms"
	"github.com/creative-cluster/kvartal/partnership"
)

//go:embed set
var embedded embed.FS

// Set is a cluster, what happened in it, and what became known late.
type Set struct {
	Cluster cluster.Cluster
	Facts   cluster.Facts
	Late    cluster.Facts // facts of closed months that arrive after the last close
	Frame   Frame
}

// Kinds are the clauses that terms.json may use.
func Kinds() terms.Kinds { return slices.Concat(tenancy.Kinds(), revshare.Kinds()) }

// Default is the embedded set.
func Default() (Set, error) {
	root, err := fs.Sub(embedded, "set")
	if err != nil {
		return Set{}, err
	}
	return Load(root)
}

// Load reads a set from a folder. It reports every problem of every file, as
// finance.Problems; then there is no set.
func Load(root fs.FS) (Set, error) {
	var s Set
	l := loader{root: root}
	l.json("frame.json", &s.Frame, true)
	l.json("terms.json", &s.Cluster, false)
	rows(&l, "budget.csv", &s.Cluster.Budget)
	l.facts("", &s.Facts)
	l.facts("late/", &s.Late)
	if err := l.wrong.Err(); err != nil {
		return Set{}, err
	}
	l.check(s)
	if err := l.wrong.Err(); err != nil {
		return Set{}, err
	}
	return s, nil
}

type loader struct {
	root  fs.FS
	wrong finance.Problems
}

// read is a file's content; nil if it is absent.
func (l *loader) read(name string) []byte {
	content, err := fs.ReadFile(l.root, name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		l.wrong.Add(name, err)
	}
	return content
}

func (l *loader) json(name string, dst any, optional bool) {
	content := l.read(name)
	if content == nil {
		if !optional {
			l.wrong.Add(name, finance.ErrMissing)
		}
		return
	}
	l.add(name, terms.Decode(content, dst, Kinds()))
}

// add notes the problems of a JSON file under its name and their lines.
func (l *loader) add(name string, err error) {
	var problems finance.Problems
	if !errors.As(err, &problems) {
		l.wrong.Add(name, err)
		return
	}
	for p := range problems.All() {
		place := name
		if line := terms.Line(p); line > 0 {
			place += ":" + strconv.Itoa(line)
		}
		l.wrong.Add(place+": "+p.Path, p.Err)
	}
}

func rows[T any](l *loader, name string, dst *[]T) {
	content := l.read(name)
	if content == nil {
		return
	}
	read, err := terms.Rows[T](bytes.NewReader(content), name)
	if err != nil {
		l.wrong.Add("", err)
		return
	}
	*dst = read
}

// factFiles are the files of facts by the path of what they hold.
var factFiles = []struct{ path, file string }{
	{"sales", "sales.csv"},
	{"shop.deliveries", "deliveries.csv"},
	{"shop.sales", "shop_sales.csv"},
	{"shop.returns", "returns.csv"},
	{"shop.withdrawals", "withdrawals.csv"},
	{"shop.voids", "voids.csv"},
	{"placements", "placements.csv"},
	{"costs", "costs.csv"},
	{"payments", "payments.csv"},
}

// Files lists the files of a set.
func Files() []string {
	names := []string{"frame.json", "terms.json", "budget.csv"}
	for _, f := range factFiles {
		names = append(names, f.file)
	}
	return names
}

func (l *loader) facts(folder string, f *cluster.Facts) {
	rows[tenancy.Sale](l, folder+"sales.csv", &f.Sales)
	rows[brand.Delivery](l, folder+"deliveries.csv", &f.Shop.Deliveries)
	rows[brand.Sale](l, folder+"shop_sales.csv", &f.Shop.Sales)
	rows[brand.Return](l, folder+"returns.csv", &f.Shop.Returns)
	rows[brand.Withdrawal](l, folder+"withdrawals.csv", &f.Shop.Withdrawals)
	rows[brand.Void](l, folder+"voids.csv", &f.Shop.Voids)
	rows[partnership.Placement](l, folder+"placements.csv", &f.Placements)
	rows[cluster.Cost](l, folder+"costs.csv", &f.Costs)
	rows[ledger.Payment](l, folder+"payments.csv", &f.Payments)
}

// check holds facts against terms. A problem of a row is told by its file and
// line: sales.csv:17.lease.
func (l *loader) check(s Set) {
	l.add("terms.json", s.Cluster.Validate())
	if l.wrong.Len() > 0 {
		return
	}
	l.addRows(s.Cluster.Check(s.Facts))
	if l.wrong.Len() > 0 {
		return
	}
	l.addRows(s.Cluster.Check(With(s.Facts, s.Late)))
}

func (l *loader) addRows(err error) {
	var problems finance.Problems
	if !errors.As(err, &problems) {
		l.wrong.Add("", err)
		return
	}
	for p := range problems.All() {
		l.wrong.Add(rowPath(p.Path), p.Err)
	}
}

// rowPath turns shop.sales[15].units into shop_sales.csv:17.units: a header
// stands on the first line.
func rowPath(path string) string {
	for _, f := range factFiles {
		rest, ok := strings.CutPrefix(path, f.path+"[")
		if !ok {
			continue
		}
		number, field, _ := strings.Cut(rest, "]")
		if row, err := strconv.Atoi(number); err == nil {
			return fmt.Sprintf("%s:%d%s", f.file, row+2, field)
		}
	}
	return path
}

// With is a with the facts of b after them.
func With(a, b cluster.Facts) cluster.Facts {
	return cluster.Facts{
		Sales: slices.Concat(a.Sales, b.Sales),
		Shop: brand.Facts{
			Deliveries:  slices.Concat(a.Shop.Deliveries, b.Shop.Deliveries),
			Sales:       slices.Concat(a.Shop.Sales, b.Shop.Sales),
			Returns:     slices.Concat(a.Shop.Returns, b.Shop.Returns),
			Withdrawals: slices.Concat(a.Shop.Withdrawals, b.Shop.Withdrawals),
			Voids:       slices.Concat(a.Shop.Voids, b.Shop.Voids),
		},
		Placements: slices.Concat(a.Placements, b.Placements),
		Costs:      slices.Concat(a.Costs, b.Costs),
		Payments:   slices.Concat(a.Payments, b.Payments),
	}
}

// Cutoffs are the days at which the examples close a month: on its second day
// what is due in advance is billed, on the first of the next month it is closed.
func Cutoffs(m civil.Month) []civil.Date {
	return []civil.Date{m.First().AddDays(1), m.Next().First()}
}
