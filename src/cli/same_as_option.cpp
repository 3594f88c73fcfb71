#include "cli/same_as_option.hpp"

#include <CLI/CLI.hpp>
#include <iostream>

namespace micrograph::cli {

void SameAsOption::add_to(CLI::App& app) {
  app.add_flag("--same-as", on_, "See things that are linked by owl:sameAs as one, under one of their names");
}

const graph::QuadSource& SameAsOption::view_of(const graph::ArchivedSource& source) {
  if (!on_)
    return source;
  view_.emplace(source);
  if (view_->clusters() != 0)
    return *view_;
  // The graph itself answers: it has the same answer and knows more ways to it.
  std::cerr << "micrograph: the graph has no owl:sameAs; `micrograph identity GRAPH -o FILE` writes what follows from evidence\n";
  return source;
}

} // namespace micrograph::cli
