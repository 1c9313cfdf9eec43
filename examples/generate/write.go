package main

import (
	"bytes"
	"os"
	"path/filepath"

	"github.com/creative-cluster/kvartal/cluster"
	"github.com/creative-cluster/kvartal/examples/data"
	"github.com/creative-cluster/kvartal/finance/terms"
)

// files are the texts of a set, by name.
func files(s data.Set) (map[string][]byte, error) {
	all := map[string][]byte{}
	budget := s.Cluster.Budget
	s.Cluster.Budget = nil
	var err error
	if all["frame.json"], err = terms.Encode(s.Frame, data.Kinds()); err != nil {
		return nil, err
	}
	if all["terms.json"], err = terms.Encode(s.Cluster, data.Kinds()); err != nil {
		return nil, err
	}
	if err := rows(all, "budget.csv", budget); err != nil {
		return nil, err
	}
	if err := facts(all, "", s.Facts); err != nil {
		return nil, err
	}
	return all, facts(all, "late/", s.Late)
}

func facts(all map[string][]byte, folder string, f cluster.Facts) error {
	for _, err := range []error{
		rows(all, folder+"sales.csv", f.Sales),
		rows(all, folder+"deliveries.csv", f.Shop.Deliveries),
		rows(all, folder+"shop_sales.csv", f.Shop.Sales),
		rows(all, folder+"returns.csv", f.Shop.Returns),
		rows(all, folder+"withdrawals.csv", f.Shop.Withdrawals),
		rows(all, folder+"voids.csv", f.Shop.Voids),
		rows(all, folder+"placements.csv", f.Placements),
		rows(all, folder+"costs.csv", f.Costs),
		rows(all, folder+"payments.csv", f.Payments),
	} {
		if err != nil {
			return err
		}
	}
	return nil
}

// rows writes a file of facts, if there are any.
func rows[T any](all map[string][]byte, name string, facts []T) error {
	if len(facts) == 0 {
		return nil
	}
	var b bytes.Buffer
	if err := terms.WriteRows(&b, facts); err != nil {
		return err
	}
	all[name] = b.Bytes()
	return nil
}

// write puts the files into a folder.
func write(folder string, files map[string][]byte) error {
	for name, content := range files {
		path := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, content, 0o644); err != nil {
			return err
		}
	}
	return nil
}
