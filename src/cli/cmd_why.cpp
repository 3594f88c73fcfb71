#include "base/error.hpp"
#include "base/json.hpp"
#include "cli/archived_graph.hpp"
#include "cli/commands.hpp"
#include "cli/data_folder.hpp"
#include "cli/graph_input.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/prefixes.hpp"
#include "cli/report_output.hpp"
#include "cli/why_output.hpp"
#include "ingest/why.hpp"
#include "rdf/pretty_writer.hpp"

#include <CLI/CLI.hpp>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace micrograph::cli {
namespace {

class Why final : public Command {
public:
  [[nodiscard]] std::string name() const override { return "why"; }
  [[nodiscard]] std::string summary() const override { return "Tell where a statement comes from"; }
  [[nodiscard]] std::string details() const override {
    return "For each statement that has subject S, property P and object O: the file, its checksum, the place in it and what\n"
           "stands there, the rule or mapping row that made it, and with which versions. P and O may be left out, or be ? for\n"
           "any. They are IRIs, with a well-known prefix or in full; S may be a label, O the text of a literal.\n\n"
           "The source documents are in a graph that `build` wrote, so aligned statements are made again to tell; their files\n"
           "need not be there.\n\n"
           "Example:\n  micrograph why lab.mg 'cells, day 3' core:physical_size_x\n"
           "  micrograph why lab.mg https://doi.org/10.5072/example dcterms:title --as prov\n\n"
           "Exit status 1 if the graph has no such statement.";
  }
  void options(CLI::App& app) override {
    graph_.add_one_to(app)->required();
    app.add_option("S", subject_, "Subject: IRI or label")->required();
    app.add_option("P", predicate_, "Property: IRI, or ? for any");
    app.add_option("O", object_, "Object: IRI or text, or ? for any");
    app.add_option("--as", as_, "text (default), json or prov (Turtle)")->type_name("FORM");
    app.add_option("--most", most_, "Tell of so many statements at most")->type_name("N")->check(CLI::PositiveNumber);
    json_.add_to(app);
  }
  [[nodiscard]] bool wants_json() const override { return json_.on || as_ == "json"; }

  [[nodiscard]] Status run() override {
    if (as_ != "text" && as_ != "json" && as_ != "prov")
      throw UsageError("usage.unknown-form", "'" + as_ + "' is no form of a reason; say text, json or prov");
    prefixes_ = load_prefixes();
    const auto graph = with_documents(load_graph(graph_));
    const mapping::Mapper mapper(data_folder("mappings"), data_folder("ontologies"));
    const ingest::Reasons reasons(*graph, mapper);
    std::vector<ingest::AskedStatement> asked;
    for (const rdf::Term& subject : subjects(*graph))
      asked.push_back({subject, predicate_ == "?" ? rdf::Term() : rdf::Term(rdf::iri(expanded(predicate_)))});
    Output output({});
    const std::size_t found = wants_json()    ? tell_json(output.stream(), reasons, asked, mapper)
                              : as_ == "prov" ? tell_prov(output.stream(), reasons, asked, mapper)
                                              : tell(output.stream(), reasons, asked, mapper);
    output.finish();
    if (found > most_)
      std::cerr << "micrograph: " << human_count(found - most_) << " more statements; --most N tells of them\n";
    if (found == 0)
      std::cerr << "micrograph: the graph does not say this; `micrograph why " << graph_.paths.front().string()
                << " S` tells what it says of S\n";
    return found == 0 ? answer_is_no : done;
  }

private:
  /// An IRI as people type it.
  [[nodiscard]] std::string expanded(const std::string& text) const {
    if (text.size() > 2 && text.front() == '<' && text.back() == '>')
      return text.substr(1, text.size() - 2);
    const auto colon = text.find(':');
    const auto prefix = colon == std::string::npos ? prefixes_.end() : prefixes_.find(text.substr(0, colon));
    return prefix == prefixes_.end() || text.compare(colon, 3, "://") == 0 ? text : prefix->second + text.substr(colon + 1);
  }

  /// What S can mean: one thing, or all that have it as their label.
  [[nodiscard]] std::set<rdf::Term> subjects(const graph::ArchivedSource& graph) const {
    const graph::Snapshot& indexed = *graph.snapshot();
    const std::string iri = expanded(subject_);
    if (subject_.starts_with("_:"))
      return {rdf::Term(rdf::blank(subject_.substr(2)))};
    if (indexed.find(rdf::iri(iri)))
      return {rdf::Term(rdf::iri(iri))};
    std::set<rdf::Term> things = things_called(indexed, subject_);
    const bool looks_like_iri = iri.find(':') != std::string::npos && iri.find(' ') == std::string::npos;
    if (things.empty() && looks_like_iri) // documents may have it, which are not searched before they are opened
      things.insert(rdf::Term(rdf::iri(iri)));
    if (things.empty())
      things.insert(resolve_thing(indexed, subject_)); // which says what is wrong
    return things;
  }

  /// Literals are named by their texts, whatever their types.
  [[nodiscard]] bool is_asked(const rdf::Term& object) const {
    return object_ == "?" || object.value == object_ || (object.kind == rdf::TermKind::iri && object.value == expanded(object_)) ||
           rdf::to_ntriples(object) == object_;
  }

  /// Calls `each` with the reasons that were asked for; returns how many there are.
  template <class Each>
  std::size_t for_each_reason(const ingest::Reasons& reasons, const std::vector<ingest::AskedStatement>& asked, const mapping::Mapper& mapper,
                              Each each) const {
    std::size_t count = 0;
    const auto tell_one = [&](const ingest::Reason& reason) {
      if (++count > most_)
        return;
      ToldReason told{reason, nullptr, {}, false};
      if (reason.derivation) {
        told.rule = &mapper.rules()[reason.derivation->rule];
        told.details = mapping::rule_details(*told.rule, data_folder("mappings"));
        told.other_mappings = reason.made_from.mapping_version != mapper.version();
      }
      each(told, count);
    };
    for (const ingest::AskedStatement& one : asked)
      reasons.find(one, [this](const rdf::Quad& statement) { return is_asked(statement.object); }, tell_one);
    return count;
  }

  std::size_t tell(std::ostream& out, const ingest::Reasons& reasons, const std::vector<ingest::AskedStatement>& asked,
                   const mapping::Mapper& mapper) const {
    return for_each_reason(reasons, asked, mapper, [&](const ToldReason& told, std::size_t number) {
      if (number > 1)
        out << '\n';
      write_reason(out, told, prefixes_);
    });
  }

  std::size_t tell_json(std::ostream& out, const ingest::Reasons& reasons, const std::vector<ingest::AskedStatement>& asked,
                        const mapping::Mapper& mapper) const {
    JsonWriter json(out);
    json.begin_object();
    json.key("reasons").begin_array();
    const std::size_t count =
        for_each_reason(reasons, asked, mapper, [&](const ToldReason& told, std::size_t) { write_reason(json, told); });
    json.end_array();
    json.key("statements").value(std::uint64_t{count});
    json.end_object();
    json.finish();
    return count;
  }

  std::size_t tell_prov(std::ostream& out, const ingest::Reasons& reasons, const std::vector<ingest::AskedStatement>& asked,
                        const mapping::Mapper& mapper) const {
    const auto writer = rdf::make_pretty_writer(rdf::Syntax::turtle, out, prefixes_);
    const std::size_t count = for_each_reason(
        reasons, asked, mapper, [&](const ToldReason& told, std::size_t number) { write_prov(*writer, told, number); });
    writer->finish();
    return count;
  }

  GraphOptions graph_;
  JsonOption json_;
  std::string subject_, predicate_ = "?", object_ = "?", as_ = "text";
  std::size_t most_ = 100;
  std::map<std::string, std::string> prefixes_;
};

} // namespace

std::unique_ptr<Command> make_why() { return std::make_unique<Why>(); }

} // namespace micrograph::cli
