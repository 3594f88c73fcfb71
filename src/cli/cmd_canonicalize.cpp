#include "cli/commands.hpp"
#include "cli/graph_input.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/snapshot_writer.hpp"

#include "base/error.hpp"
#include "rdf/rdfc.hpp"

#include <CLI/CLI.hpp>

namespace micrograph::cli {
namespace {

class Canonicalize final : public Command {
public:
  [[nodiscard]] std::string name() const override { return "canonicalize"; }
  [[nodiscard]] std::string summary() const override { return "The same bytes for the same graph (RDFC-1.0)"; }
  [[nodiscard]] std::string details() const override {
    return "Writes canonical N-Quads as RDFC-1.0 defines them: statements sorted, blank nodes named by what is\n"
           "said of them. Two graphs that differ only in order, labels or syntax come out equal byte by byte,\n"
           "so that they can be hashed, signed and compared. All graphs of a data set count.\n\n"
           "Example:\n  micrograph canonicalize lab.mg | sha256sum";
  }
  void options(CLI::App& app) override {
    graph_.add_one_to(app)->required();
    app.add_option("--hash", hash_, "sha256 (default) or sha384, by which blank nodes are told apart")
        ->type_name("NAME");
    output_.add_to(app, "Write to FILE, not to standard output");
  }

  [[nodiscard]] Status run() override {
    rdf::CanonicalOptions options;
    if (hash_ == "sha384")
      options.hash = rdf::CanonicalHash::sha384;
    else if (hash_ != "sha256")
      throw UsageError("usage.unknown-hash", "'" + hash_ + "' is no hash that is known here; say sha256 or sha384");
    rdf::StatementTable statements;
    copy_statements(*load_graph(graph_), statements);
    const rdf::Canonical canonical = rdf::canonicalize(statements, options);
    Output output(output_.path);
    output.stream() << canonical.nquads;
    output.finish();
    return done;
  }

private:
  GraphOptions graph_;
  std::string hash_ = "sha256";
  OutputOption output_;
};

} // namespace

std::unique_ptr<Command> make_canonicalize() { return std::make_unique<Canonicalize>(); }

} // namespace micrograph::cli
