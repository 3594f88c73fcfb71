#include "prov/constraints.hpp"

#include "base/error.hpp"
#include "prov/instance.hpp"
#include "prov/kinds.hpp"
#include "prov/ordering.hpp"
#include "prov/times.hpp"
#include "prov/types.hpp"
#include "prov/uniqueness.hpp"

#include <span>

namespace micrograph::prov {

namespace {

constexpr std::size_t max_rounds =
    64; ///< of inference after merging: more than two need a document made for it
constexpr std::size_t max_findings = 100; ///< of one kind in one instance

class Check {
public:
  explicit Check(const std::string& source) : source_(source) {}

  void judge(std::span<const Record> records, const std::string& path) {
    path_ = path;
    std::vector<const Record*> complete;
    complete.reserve(records.size());
    for (const Record& record : records)
      if (is_complete(record))
        complete.push_back(&record);
    Instance instance = expand(complete);
    infer(instance);
    auto conflict = merge_same(instance);
    for (std::size_t round = 0; !conflict && infer_specializing_entities(instance); ++round) {
      if (round == max_rounds)
        throw FormatError("prov.too-large", "the entities of this document cannot be inferred in " +
                                                std::to_string(max_rounds) + " rounds");
      conflict = merge_same(instance);
    }
    if (conflict) {
      report("prov.uniqueness", *conflict);
      return;
    }
    const EventOrder order = order_events(instance);
    report_all("prov.ordering", check_ordering(order, max_findings));
    report_all("prov.typing", check_types(instance, max_findings));
    report_all("prov.impossible", check_impossible(instance, max_findings));
    report_all("prov.time-order", check_times(instance, order, max_findings), Severity::warning);
  }

  std::vector<Finding> take() { return std::move(findings_); }

private:
  bool is_complete(const Record& record) {
    const KindSpec& spec = spec_of(record.kind);
    for (std::size_t i = 0; i < spec.arguments.size(); ++i)
      if (spec.arguments[i].required && !record.arguments[i]) {
        if (++incomplete_ <= max_findings)
          report("prov.argument-missing",
                 describe(record) + " lacks its " + spec.arguments[i].name + ", which PROV-DM requires");
        return false;
      }
    return true;
  }

  void report(const char* code, std::string text, Severity severity = Severity::error) {
    findings_.push_back({code, severity, Place{source_, path_, {}, {}, {}}, std::move(text)});
  }

  void report_all(const char* code, std::vector<std::string> texts, Severity severity = Severity::error) {
    for (std::string& text : texts)
      report(code, std::move(text), severity);
  }

  const std::string& source_;
  std::string path_;
  std::size_t incomplete_ = 0;
  std::vector<Finding> findings_;
};

} // namespace

std::vector<Finding> check_constraints(const Document& document, const std::string& source) {
  Check check(source);
  check.judge(document.records, {});
  for (const Bundle& bundle : document.bundles)
    check.judge(bundle.records, bundle.id);
  return check.take();
}

} // namespace micrograph::prov
