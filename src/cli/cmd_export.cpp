#include "base/error.hpp"
#include "base/json.hpp"
#include "cli/commands.hpp"
#include "cli/data_folder.hpp"
#include "cli/graph_input.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/prefixes.hpp"
#include "inverse/export_document.hpp"
#include "rdf/term.hpp"

#include <CLI/CLI.hpp>

#include <cstdint>
#include <iostream>
#include <map>
#include <string>
#include <vector>

namespace micrograph::cli {
namespace {

class ExportCommand final : public Command {
public:
  [[nodiscard]] std::string name() const override { return "export"; }
  [[nodiscard]] std::string summary() const override { return "Write images of a graph in another community's format"; }
  [[nodiscard]] std::string details() const override {
    return "Formats:\n"
           "  ome-xml  one OME-XML document (2016-06) with the images that are named, or all. What the graph says of them in\n"
           "           shared terms is read backwards, whatever format it came from.\n\n"
           "What could not be carried is told on standard error by property, with the reason; --report FILE has it as JSON, with\n"
           "an example of each. An image without what the schema wants (its type and size) is not written, and named.\n\n"
           "Example:\n  micrograph export lab.mg --as ome-xml -o lab.ome.xml --report lab.json\n\n"
           "Exit status 1 if an image was not written.";
  }
  void options(CLI::App& app) override {
    graph_.add_one_to(app)->required();
    app.add_option("IMAGE", images_, "Images: IRIs or labels (default: all)");
    app.add_option("--as", as_, "The format: ome-xml")->type_name("FORMAT")->required();
    output_.add_to(app, "Write to FILE, not to standard output");
    app.add_option("--report", report_, "Write to FILE, as JSON, what was carried and what was not")->type_name("FILE");
  }

  [[nodiscard]] Status run() override {
    if (as_ != "ome-xml")
      throw UsageError("usage.unknown-format", "'" + as_ + "' is no format that can be written; say ome-xml");
    const auto graph = load_graph(graph_);
    std::vector<std::string> images;
    for (const std::string& image : images_)
      images.push_back(resolve_thing(*graph, image).value);
    const inverse::InverseMapper inverse(data_folder("mappings") / "ome");
    const mapping::Mapper mapper(data_folder("mappings"), data_folder("ontologies"));
    prefixes_ = load_prefixes();
    const inverse::Export made = inverse::export_document(*graph, images, inverse, mapper);
    if (!made.text.empty()) {
      Output output(output_.path);
      output.stream() << made.text;
      output.finish();
    }
    if (!report_.empty())
      write_report(made);
    tell(made);
    return made.text.empty() || !made.not_written.empty() ? answer_is_no : done;
  }

private:
  void tell(const inverse::Export& made) const {
    std::cerr << "micrograph: wrote " << made.written.size() << " images";
    if (!made.not_written.empty())
      std::cerr << ", left out " << made.not_written.size();
    std::cerr << '\n';
    for (const inverse::LeftOut& image : made.not_written)
      std::cerr << "  " << printable(image.node) << "  lacks " << image.missing << '\n';
    if (made.text.empty())
      return;
    const inverse::Carriage& carriage = made.carriage;
    std::cerr << "carried " << carriage.carried << " of " << carriage.stated << " statements";
    std::cerr << (carriage.not_carried.empty() ? "\n" : "; not carried:\n");
    Table table({"", "property", "reason"});
    for (const inverse::PropertyCount& entry : carriage.not_carried)
      table.add({std::to_string(entry.count), shortened(entry.property), inverse::explain(entry.obstacle)});
    if (!table.empty())
      table.print(std::cerr, "  ");
  }

  [[nodiscard]] std::string shortened(const std::string& iri) const {
    std::string best = iri;
    for (const auto& [prefix, start] : prefixes_)
      if (iri.starts_with(start) && prefix.size() + 1 + iri.size() - start.size() < best.size())
        best = prefix + ":" + iri.substr(start.size());
    return best;
  }

  static void write(JsonWriter& json, const char* key, const std::vector<inverse::LeftOut>& left_out) {
    json.key(key).begin_array();
    for (const inverse::LeftOut& entry : left_out) {
      json.begin_object();
      json.key("iri").value(entry.node);
      json.key("element").value(entry.element);
      json.key("missing").value(entry.missing);
      json.end_object();
    }
    json.end_array();
  }

  static void write(JsonWriter& json, const char* key, const std::vector<inverse::PropertyCount>& entries, bool with_reason) {
    json.key(key).begin_array();
    for (const inverse::PropertyCount& entry : entries) {
      json.begin_object();
      json.key("property").value(entry.property);
      json.key("count").value(entry.count);
      if (with_reason) {
        json.key("reason").value(inverse::name_of(entry.obstacle));
        json.key("text").value(inverse::explain(entry.obstacle));
      }
      json.key("example").begin_object();
      json.key("subject").value(entry.example.subject.value);
      json.key("object").value(rdf::to_ntriples(entry.example.object));
      json.end_object();
      json.end_object();
    }
    json.end_array();
  }

  void write_report(const inverse::Export& made) const {
    Output output(report_);
    JsonWriter json(output.stream());
    json.begin_object();
    json.key("format").value(as_);
    json.key("written").begin_array();
    for (const std::string& image : made.written)
      json.value(image);
    json.end_array();
    write(json, "not_written", made.not_written);
    write(json, "left_out", made.left_out);
    json.key("statements").value(made.carriage.stated);
    json.key("carried").value(made.carriage.carried);
    write(json, "not_carried", made.carriage.not_carried, true);
    write(json, "added", made.carriage.added, false);
    json.end_object();
    json.finish();
    output.finish();
  }

  GraphOptions graph_;
  OutputOption output_;
  std::vector<std::string> images_;
  std::string as_, report_;
  std::map<std::string, std::string> prefixes_;
};

} // namespace

std::unique_ptr<Command> make_export() { return std::make_unique<ExportCommand>(); }

} // namespace micrograph::cli
