import { t as failure } from "./result-E377XOyn.js";
import { n as takeSample } from "./sampler-BjN3ia6z.js";
import { t as startUsageService } from "./usage-service-DTqwQYcU.js";
import { join } from "node:path";
// electron/shell/silent.ts
/** Usage for one question: one sample, and none for commands that do not ask. */
function usageMeasuredOnce(machine, userData, words, log, isWanted) {
	const nothing = () => void 0;
	return startUsageService({
		machine,
		words,
		feed(_, { onSample }) {
			const bug = (exception) => {
				const { error } = failure({
					code: "UNEXPECTED",
					incident: log.incident(exception)
				});
				return {
					ok: false,
					takenAt: Date.now(),
					error
				};
			};
			if (isWanted) takeSample(machine.usage).catch(bug).then(onSample);
			return nothing;
		},
		settingsFile: join(userData, "usage-settings.json"),
		desktop: {
			tellSample: nothing,
			tellAlert: nothing,
			isInBackground: () => false,
			notify: nothing,
			showLevel: nothing,
			chooseTarget: () => Promise.resolve(null),
			logIncident: (error) => void log.incident(error)
		}
	});
}
/** The person agreed beforehand, and there are no files to choose. */
function silentDesktop(log, programVersion) {
	const nothing = () => void 0;
	const nobody = () => Promise.resolve(null);
	return {
		locale: Intl.DateTimeFormat().resolvedOptions().locale,
		programVersion,
		confirmChange: () => Promise.resolve(true),
		confirmRestart: () => Promise.resolve(false),
		confirmDelete: () => Promise.resolve(false),
		chooseRegFile: nobody,
		chooseTarget: nobody,
		openFolder: nothing,
		revealFile: nothing,
		reportReading: nothing,
		logIncident: (error) => void log.incident(error),
		copy: nothing,
		chooseFolder: nobody,
		printToPdf: () => Promise.reject(/* @__PURE__ */ new Error("there is no window to print from")),
		machineChanged: nothing,
		reportStage: nothing
	};
}
export { usageMeasuredOnce as n, silentDesktop as t };
