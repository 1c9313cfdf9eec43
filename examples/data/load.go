package data

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"github.com/creative-cluster/kvartal/cluster"
	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/revshare"
	"github.com/creative-cluster/kvartal/finance/terms"
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

// SchemaID is the $id of schema.json.
const SchemaID = "https://github.com/creative-cluster/kvartal/examples/data/schema.json"

// Schema is the JSON Schema of terms.json, which is kept in schema.json.
func Schema() ([]byte, error) { return terms.Schema(cluster.Cluster{}, Kinds(), SchemaID) }

// Load reads a set from a folder. It reports every problem, as
// finance.Problems with paths such as terms.json:21: house.buildings[0].area
// and sales.csv:17.amount; then there is no set. Facts are held against terms
// once every file is right in itself.
func Load(root fs.FS) (Set, error) {
	var s Set
	l := loader{root: root, rows: map[string]int{}, quoted: map[string][]byte{}}
	l.strangers()
	l.json("frame.json", &s.Frame, true)
	l.json("terms.json", &s.Cluster, false)
	l.budget(&s.Cluster)
	l.facts("", &s.Facts)
	l.facts(late, &s.Late)
	if l.wrong.Len() == 0 {
		l.check(s)
	}
	if err := l.wrong.Err(); err != nil {
		return Set{}, err
	}
	return s, nil
}

// loader reads files and collects what is wrong with them.
type loader struct {
	root   fs.FS
	wrong  finance.Problems
	rows   map[string]int    // of each file of facts
	quoted map[string][]byte // files with quotes in them, whose rows may have several lines
}

// read is a file's content; nil if it is absent.
func (l *loader) read(name string) []byte {
	content, err := fs.ReadFile(l.root, name)
	if err == nil || errors.Is(err, fs.ErrNotExist) {
		return content
	}
	if path := (*fs.PathError)(nil); errors.As(err, &path) {
		err = path.Err // the name is said already
	}
	l.wrong.Add(name, err)
	return nil
}

func (l *loader) json(name string, dst any, optional bool) {
	content := l.read(name)
	if content == nil {
		if !optional {
			l.wrong.Add(name, finance.ErrMissing)
		}
		return
	}
	l.add(terms.Decode(content, dst, Kinds()), func(p finance.Problem) finance.Problem { return inJSON(name, p) })
}

// budget reads the budget, which stands in one file or in the other.
func (l *loader) budget(c *cluster.Cluster) {
	written := c.Budget
	rows(l, budgetFile, &c.Budget)
	if len(written) > 0 && l.rows[budgetFile] > 0 {
		l.wrong.Add("terms.json: budget", fmt.Errorf("%s has one too: %w", budgetFile, finance.ErrConflict))
	}
}

// rows reads a file of facts, which may be absent.
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
	if bytes.IndexByte(content, '"') >= 0 {
		l.quoted[name] = content
	}
	l.rows[name] = len(read)
	*dst = read
}

// check holds the budget and the facts against terms: all facts, and those that
// were known in time without what late ones may mend.
func (l *loader) check(s Set) {
	l.add(s.Cluster.Validate(), l.inRow)
	err := s.Cluster.Check(With(s.Facts, s.Late))
	if err == nil {
		err = s.Cluster.Check(s.Facts)
	}
	l.add(err, l.inRow)
}

// add notes the problems in err, each at its place in a file.
func (l *loader) add(err error, placed func(finance.Problem) finance.Problem) {
	var problems finance.Problems
	if !errors.As(err, &problems) {
		l.wrong.Add("", err)
		return
	}
	counted := l.wrong.Len() + problems.Len()
	for p := range problems.All() {
		at := placed(p)
		l.wrong.Add(at.Path, at.Err)
	}
	for l.wrong.Len() < counted { // those that were counted only
		l.wrong.Add("", finance.ErrLimit)
	}
}
