package main

import "flag"

var update = flag.Bool("update", false, "rewrite the golden files in testdata, and the made-up documents of the till")
