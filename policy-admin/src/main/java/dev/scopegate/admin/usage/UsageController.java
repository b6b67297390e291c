package dev.scopegate.admin.usage;

import dev.scopegate.admin.security.Caller;
import dev.scopegate.store.UsagePeriod;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Usage in the last hour, day or week. */
@RestController
@RequestMapping("/api/v1")
final class UsageController {

    private final UsageReports reports;

    UsageController(UsageReports reports) {
        this.reports = reports;
    }

    @GetMapping("/usage")
    Map<String, Object> show(Caller caller, @RequestParam(defaultValue = "hour") String period) {
        UsagePeriod asked = UsageForm.period(period);
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("of", UsageReports.scopeOf(caller).name());
        form.putAll(UsageForm.write(reports.usage(caller, asked)));
        form.put(
                "busiest",
                UsageForm.busiest(reports.busiestTokens(caller, asked), reports.busiestOperations(caller, asked)));
        return form;
    }

    @GetMapping("/tokens/{id}/usage")
    Map<String, Object> ofToken(
            Caller caller, @PathVariable String id, @RequestParam(defaultValue = "hour") String period) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("of", "token:" + id);
        form.putAll(UsageForm.write(reports.usageOf(caller, id, UsageForm.period(period))));
        form.put(
                "capabilities",
                reports.grantedTo(caller, id).stream()
                        .map(UsageForm::capability)
                        .toList());
        return form;
    }
}
